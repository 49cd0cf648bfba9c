// The list of what a profile still lacks follows the typing, without asking the server; what a draft would find is fetched
// once. Without this script the list is as it was saved, and the rest stands on a page of its own.
(function () {
  var CALM = 700, FIGURE = /[0-9\u0660-\u0669\u06f0-\u06f9]/;
  var form = document.querySelector("form[data-draft]"), list = document.querySelector(".complete");
  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }

  // What is written in the fields of a name, where * stands for any number; a box counts when it is ticked.
  function written(name) {
    var wanted = new RegExp("^" + name.replace("*", "\\d+") + "$");
    return Array.prototype.filter.call(form.elements, function (one) {
      return wanted.test(one.name) && (one.type !== "checkbox" && one.type !== "radio" || one.checked) && one.value.trim();
    }).map(function (one) { return one.value.trim(); });
  }
  function holds(condition) {
    if (condition.charAt(0) === "#") { return figuresInEach(condition.slice(1)); }
    return condition.split("|").some(function (field) {
      var parts = field.split("="), least = Number(parts[1] || 1);
      return written(parts[0]).some(function (text) { return text.length >= least; });
    });
  }
  function figuresInEach(entries) {
    return all("[name^='" + entries + "-'][name$='-title']").every(function (title) {
      var said = title.value + " " + form.elements[title.name.replace("-title", "-text")].value;
      return !said.trim() || FIGURE.test(said);
    });
  }

  function look() {
    all("[data-when]", list).forEach(function (done) {
      var is = done.dataset.when.split(" ").every(holds);
      done.hidden = !is;
      done.nextElementSibling.hidden = is;
    });
    var total = all(".comp-bar i", list), have = all("li.done:not([hidden])", list).length;
    total.forEach(function (bar, at) { bar.classList.toggle("on", at < have); });
    say(list.querySelector("[data-counts]"), "counts", have);
    var above = document.querySelector("[data-lacking]");
    if (above) {
      above.parentNode.hidden = have === total.length;
      say(above, "lacking", total.length - have - 1);
    }
  }
  // Only a new sentence is put down, so that it is read out once, and not at every letter.
  function say(place, sentences, at) {
    var sentence = place.dataset[sentences].split("|")[at];
    if (sentence && place.textContent.trim() !== sentence) { place.textContent = sentence; }
  }
  if (form && list && list.querySelector("[data-when]")) {
    var waiting;
    form.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(look, CALM); });
    form.addEventListener("change", look);
    look();
  }

  all("[data-part]").forEach(function (place) {
    if (!window.fetch) { return; }
    fetch(place.dataset.part, { credentials: "same-origin" }).then(function (answer) {
      if (answer.ok && !answer.redirected) { return answer.text().then(function (text) { place.innerHTML = text; }); }
    }).catch(function () {});
  });
})();
