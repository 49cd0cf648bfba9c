"""The short lists of our own: function words, units and money.

Ready-made stop lists delete *need*, *help* or *research*; these hold only words that carry no trade at all.
All forms are folded (no accents, Arabic letters in their common form).
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FRENCH = _words(
    """
    a afin ai aient ainsi alors apres as au aucun aucune aujourd aupres auquel aussi autre autres aux
    avaient avait avant avec avez avoir avons ayant beaucoup bien c ca car ce ceci cela celle celles celui
    ces cet cette ceux chaque chez ci combien comme comment d dans de deja depuis des dont du elle elles en
    encore enfin entre es est et etaient etait etant ete etes etre eu eux fait faire faut hui il ils j je
    jusqu jusque l la laquelle le lequel les lesquels leur leurs lors lorsque lorsqu lui m ma mais me meme
    memes mes moi moins mon n ne ni non nos notre notamment nous nouveau on ont ou par parce parfois pas
    pendant peu peut peuvent plus plusieurs plutot pour pourquoi pouvons presque puis puisque qu quand que
    quel quelle quelles quelque quelques quels qui quoi s sa sans se selon sera serait seront ses seul seule
    si sinon soit sommes son sont sous souvent suis sur t ta tant te tel telle telles tels tes toi ton
    toujours tous tout toute toutes tres trop tu un une va vers voici voila vont vos votre vous vraiment vu
    y etc via par-dela lesquelles desormais ici aura auront etions ayons aurait auraient doit doivent
    """
)
ENGLISH = _words(
    """
    a about after all already also although am an and any are as at be because been before being both but by
    can cannot could did do does doing don done down during each either else even ever every few for from
    further had has have having he her here hers him his how i if in into is isn it its itself just ll may
    me might mine more most much must my myself neither no nor not now of off on once only or other our ours
    out over own per quite re s same shall she should since so some such t than that the their theirs them
    then there these they this those though through thus to too under until up upon us ve very was we well
    were what when where whether which while who whom whose why will with within without would yet you your
    yours
    """
)
ARABIC = _words(
    """
    في من علي الي عن مع هذا هذه ذلك تلك التي الذي الذين اللذين اللواتي ان انه انها كان كانت يكون تكون هو هي
    هم نحن انا انت كل بعض بين قبل بعد عند عندنا عندما لدينا لدي حتي اذا او ام ثم لا لم لن ليس ليست ما ماذا
    كما لكن لان منذ قد لقد غير حول خلال ضمن دون فقط ايضا جدا هنا هناك حيث اي ايه مثل نفس كذلك حسب عبر تحت
    فوق اكثر اقل به بها بهم فيه فيها منه منها منهم عليه عليها اليه اليها له لها لهم لنا لي وهو وهي ولا وما
    ومن وفي وعلي والي وان وقد ولم ولن ولكن ومع وعن وكل وهذا وهذه وكان فان اما اين متي كيف هل سوف ذات ذو وذلك
    والذي والتي بدون سوي اول اخر اخري عدم عده معنا معها معهم معه بيننا يتم تم اليوم الان بل لو كي لكي الا
    الي
    """
)
# Money is a fact of its own, compared in euros; as a word it only says that somebody named a price.
MONEY = _words("fcfa xof eur euro euros dzd cfa usd اورو يورو دج")
DROPPED = {"fr": FRENCH | MONEY, "en": ENGLISH | MONEY, "ar": ARABIC | MONEY}

_UNITS = {
    "tonne": "t tonne tonnes ton tons طن اطنان",
    "hectare": "ha hectare hectares هكتار هكتارات",
    "kilowatt": "kw kwh kwc kwp mw mwh mwc kva كيلوواط كيلووات ميغاواط",
    "kilometre": "km كلم كيلومتر",
    "litre": "l litre litres لتر لترات",
    "cubic_metre": "m3 m³",
    "kilogram": "kg كغ",
    "bit_rate": "kbit kbps mbps mbit gbps gbit",
    "volt": "v volt volts فولت",
}
UNITS = {form: unit for unit, forms in _UNITS.items() for form in forms.split()}
"""Folded form of a unit -> its name; only a number before it makes it a unit."""
