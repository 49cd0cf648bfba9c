"""The short lists of our own: function words, units and money.

Ready-made stop lists delete *need*, *help* or *research*; these hold only words that carry no trade at all.
French forms stand with and without their accents, so that an accent that was typed still tells words apart.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from matchmaking.language.folding import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FRENCH = _words(
    """
    a à afin ai aient ainsi alors apres après as au aucun aucune aujourd aupres auprès auquel aussi autre autres
    aux avaient avait avant avec avez avoir avons ayant beaucoup c ca ça car ce ceci cela celle celles celui ces
    cet cette ceux chaque chez ci combien comme comment d dans de deja déjà depuis des dès dont du elle elles en
    encore enfin entre es est et etaient étaient etait était etant étant ete été etes êtes etre être eu eux fait
    faire faut hui il ils j je jusqu jusque l la là laquelle le lequel les lesquels lesquelles leur leurs lors
    lorsque lorsqu lui m ma mais me meme même memes mêmes mes moi moins mon n ne ni non nos notre notamment nous
    on ont ou où par parce parfois pas pendant peu peut peuvent plus plusieurs plutot plutôt pour pourquoi
    pouvons presque puis puisque qu quand que quel quelle quelles quelque quelques quels qui quoi s sa sans se
    selon sera serait seront ses seul seule si sinon soit sommes son sont sous souvent suis sur t ta tant te tel
    telle telles tels tes toi ton toujours tous tout toute toutes tres très trop tu un une va vers voici voila
    voilà vont vos votre vous vraiment vu y etc via desormais désormais ici aura auront etions étions ayons
    aurait auraient doit doivent
    """
)
ENGLISH = _words(
    """
    a about after all already also although am an and any are as at be because been before being both but by can
    cannot could did do does doing don done down during each either else even ever every few for from further
    had has have having he her here hers him his how i if in into is isn it its itself just ll may me might mine
    more most much must my myself neither no nor not now of off on once only or other our ours out over own per
    quite re s same shall she should since so some such t than that the their theirs them then there these they
    this those though through thus to too under until up upon us ve very was we well were what when where
    whether which while who whom whose why will with within without would yet you your yours
    """
)
ARABIC = _words(
    """
    في من علي الي عن مع هذا هذه ذلك تلك التي الذي الذين اللذين اللواتي ان انه انها كان كانت يكون تكون هو هي هم
    نحن انا انت كل بعض بين قبل بعد عند عندنا عندما لدينا لدي حتي اذا او ام ثم لا لم لن ليس ليست ما ماذا كما لكن
    لان منذ قد لقد غير حول خلال ضمن دون فقط ايضا جدا هنا هناك حيث اي اية مثل نفس كذلك حسب عبر تحت فوق اكثر اقل
    به بها بهم فيه فيها منه منها منهم عليه عليها اليه اليها له لها لهم لنا لي وهو وهي ولا وما ومن وفي وعلي والي
    وان وقد ولم ولن ولكن ومع وعن وكل وهذا وهذه وكان فان اما اين متي كيف هل سوف ذات ذو وذلك والذي والتي بدون سوي
    اول اخر اخري عدم عدة معنا معها معهم معه بيننا يتم تم اليوم الان الآن بل لو كي لكي الا
    وليس وليست بان بانه بانها بانهم باننا لانه لانها لانهم لاننا وانه وانها وانهم واننا وانا وانت وانتم فان فانه فانها
    فانهم اننا انهم كانه كانها ونحن وهم انتم
    حنا وحنا احنا واحنا رانا راه راهي عندهم باش تاع نتاع ديال هاد هادي هذي اللي بزاف كاين كاينة وين
    """
)
FAINT_FRENCH = _words(
    """
    deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante
    cent mille million millions milliard milliards dizaine douzaine vingtaine centaine centaines premier
    premiers premiere premieres second seconde deuxieme troisieme dernier derniere derniers dernieres prochain
    prochaine jour jours semaine semaines mois an ans annee annees heure heures minute minutes fois temps moment
    debut fin hier demain matin soir lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars
    avril mai juin juillet aout septembre octobre novembre decembre bon bons bonne bonnes mauvais grand grands
    grande grandes gros grosse petit petits petite petites nouveau nouveaux nouvelle nouvelles nouvel vieux
    ancien ancienne vrai vraie vrais faux simple simples seulement environ chose choses cas facon maniere sorte
    type types niveau part partie parties point points cote cotes lieu lieux place coup coups nombre moitie
    tiers quart reste suite avoir faire fais faisons faites font faisait fera pouvoir pourrait pourraient pu
    vouloir veut veulent voulons voudrait voudrions savoir sait savent savons devoir devons devrait devra aller
    allons va venir vient viennent venu prendre prend prennent prenons pris mettre met mettent mettons mis
    donner donne donnent donnons donne dire dit disent voir voit voient rester reste restent trouver trouve
    trouvent trouvons passer passe passent tenir tient tiennent rendre rend arriver arrive arrivent laisser
    laisse falloir chercher cherche cherchons cherchent recherche recherchons besoin souhaite souhaitons
    souhaiterions propose proposons proposent offre offrons offrent permet permettent permettre peuvent possible
    possibles mieux meilleur meilleure assez autour ailleurs deja vite tot tard jamais rien tel capable capables
    existe existent compris comprise inclus incluse selon cela partout dedans dehors dessous dessus actuellement
    aujourd'hui rapidement facilement directement simplement uniquement quelqu quelques-uns ensemble tant
    """
)
FAINT_ENGLISH = _words(
    """
    one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred
    thousand million billion dozen first second third last next day days week weeks month months year years hour
    hours minute minutes time times moment today tomorrow yesterday monday tuesday wednesday thursday friday
    saturday sunday january february march april june july august september october november december good
    better best bad big large small little new old long short high low real true simple about around roughly
    nearly almost thing things case cases way ways kind kinds sort type level part parts point points side place
    places number half quarter rest able use used uses using get gets getting got make makes made making take
    takes taking took give gives giving gave given go goes going went come comes came coming put puts keep keeps
    kept let lets see sees seen seeing say says said know knows known want wants wanted like likes look looks
    looking find finds found seek seeks seeking need needs needed offer offers offered bring brings lot many
    several possible ready currently easily directly simply quickly never always often together instead already
    someone anyone everyone something anything nothing
    """
)
FAINT_ARABIC = _words(
    """
    واحد واحدة اثنان اثنين ثلاث ثلاثة اربع اربعة خمس خمسة ست ستة سبع سبعة ثمان ثماني ثمانية تسع تسعة عشر عشرة
    عشرون عشرين ثلاثين اربعين خمسين مئة مائة مئات الف الاف مليون ملايين مليار الاول الاولى الثاني الثانية الثالث
    الثالثة يوم يوما ايام يوميا اسبوع اسابيع اسبوعيا شهر شهرا شهور اشهر شهريا سنة سنوات عام عاما اعوام سنويا
    ساعة ساعات دقيقة دقائق مرة مرات وقت حاليا كبير كبيرة كبار صغير صغيرة صغار جديد جديدة جدد قديم جيد جيدة حقيقي
    حقيقية بسيط بسيطة نحو حوالي تقريبا شيء اشياء حالة حالات طريقة طرق نوع انواع مستوى جزء جانب جهة مكان عدد نصف
    ربع ثلث باقي يمكن يمكننا نستطيع يستطيع نريد يريد تريد نبحث يبحث تبحث نحتاج يحتاج تحتاج نقدم يقدم تقدم نوفر
    يوفر توفر نملك يملك تملك نعمل يعمل تعمل نقوم يقوم تقوم نجد يجد توجد يوجد اخذ ياخذ اعطي يعطي ياتي جاء قال
    يقول يعرف نعرف وضع بدا يبدا بداية نهاية اي احد افضل احسن اكبر اصغر كثير كثيرة قليل قليلة فعلا مباشرة بسرعة
    بسهولة معا
    """
)
LINKS = _words(
    """
    de du des d la le les l a au aux en pour sur par un une nos notre vos votre leur leurs ses son sa dans et of
    the for an to in on our your their its and by في من علي الي عن
    """
)
"""Folded function words that may stand between the words of a phrase: *irrigation de nos champs*."""
FAINT = {"fr": FAINT_FRENCH, "en": FAINT_ENGLISH, "ar": frozenset(map(fold, FAINT_ARABIC))}
"""Folded words of every trade (numbers, times, sizes, common verbs): they make no term, but may stand in a phrase."""
DROPPED = {"fr": FRENCH, "en": ENGLISH, "ar": ARABIC}
# Money is a fact of its own, compared in euros; as a word it only says that somebody named a price.
MONEY = _words("fcfa xof eur euro euros dzd cfa usd اورو يورو دج")
_ARABIC_HAMZA = str.maketrans(
    {"أ": "ا", "إ": "ا", "ى": "ي", "ـ": None} | {chr(mark): None for mark in range(0x64B, 0x660)}
)


@lru_cache(maxsize=200_000)
def is_function_word(word: str, language: str) -> bool:
    """Whether a word as typed carries no trade of its own: *mais*, not *maïs*; *it*, not *IT*; إلى, not
    آلي.
    """
    if word.lower() in MONEY:
        return True
    if len(word) > 1 and word.isupper():
        return False
    if word.isascii():
        return word.lower() in DROPPED[language]
    return unicodedata.normalize("NFC", word).lower().translate(_ARABIC_HAMZA) in DROPPED[language]


_UNITS = {
    "tonne": "t tonne tonnes ton tons طن اطنان طنا",
    "hectare": "ha hectare hectares هكتار هكتارات",
    "kilowatt": "kw kwh kwc kwp mw mwh mwc kva كيلوواط كيلووات ميغاواط كيلواط ميغاوات",
    "kilometre": "km كلم كم كيلومتر كيلومترات",
    "litre": "l litre litres لتر لترات",
    "cubic_metre": "m3 m³",
    "kilogram": "kg kilo kilos كغ كلغ كيلوغرام كيلو",
    "bit_rate": "kbit kbps mbps mbit gbps gbit",
    "volt": "v volt volts فولت",
}
UNITS = {form: unit for unit, forms in _UNITS.items() for form in forms.split()}
"""Folded form of a unit -> its name; only a number before it makes it a unit."""
NO_SLIPS = _words(
    """
    accroire addition aimable appendre betonner cadrage charrete colleter communiant composte contient contrefit
    cotonner courette cuisiner deserte dessert devisse dirigent ebaucher etiquete etrangement execrer expriment
    franchisse francise generalite graphite grenader habilement heretique infirmer lissent menuiser ministre
    moralite panification panifier pauvrete presage reaction recurent remploi repiquer replacer reptation
    specialite tireuse vission constate dentele diplomate peronnelle pliante alterative automaton balling beaching
    cameron cerated codding collocation composing contacting contactor deigning eduction expatiate extensile
    fingering framing handcraft indiction indictor insulted lability microcopy nephology pelletier perform pipping
    planing preforming ratting recoding rereading retuning sacring scarring sentient solider steaming twining
    undeserved premisse
    """
)
"""Words of their own, folded and in the singular, that one slip parts from a word of the trades: not misspelt."""
