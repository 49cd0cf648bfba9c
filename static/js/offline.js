// Shows the lines and sheets that hold every typed word, accents and case aside. Without this script all of them stand there.
(function () {
  var box = document.getElementById("search"), found = document.getElementById("found");
  function fold(text) { return text.normalize("NFD").replace(/[\u0300-\u036f\u064b-\u0652]/g, "").toLowerCase(); }
  var parts = Array.prototype.map.call(document.querySelectorAll("[data-find]"), function (part) {
    return [part, fold(part.textContent)];
  });
  document.getElementById("searching").hidden = false;
  box.addEventListener("input", function () {
    var words = fold(box.value).split(/\s+/), count = 0;
    parts.forEach(function (one) {
      one[0].hidden = !words.every(function (word) { return one[1].indexOf(word) >= 0; });
      if (!one[0].hidden) { count += 1; }
    });
    found.textContent = box.value ? String(count) : "";
  });
})();
