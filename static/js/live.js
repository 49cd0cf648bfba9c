// What htmx leaves to us when it exchanges a part of the page. Without this script every form still works.
(function () {
  var open = [], said = document.createElement("div");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  document.body.appendChild(said);

  // What is not chosen needs no place in the address bar.
  document.addEventListener("htmx:configRequest", function (event) {
    var given = event.detail.parameters;
    if (event.detail.verb !== "get") { return; }
    Object.keys(given).forEach(function (name) { if (given[name] === "") { delete given[name]; } });
  });

  // What was unfolded stays unfolded.
  document.addEventListener("htmx:beforeSwap", function () {
    open = Array.prototype.map.call(document.querySelectorAll("#main details[open][id]"), function (one) { return one.id; });
  });
  document.addEventListener("htmx:afterSwap", function () {
    open.forEach(function (id) { var one = document.getElementById(id); if (one) { one.open = true; } });
    var count = document.querySelector("[data-count]");
    said.textContent = count ? count.textContent : "";
  });

  // A link that breaks, or an answer that is a page of its own: go there as the form would have gone.
  function plainly(event) {
    var form = event.detail.elt;
    if (form.tagName === "FORM" && form.method === "get") { form.submit(); }
  }
  document.addEventListener("htmx:sendError", plainly);
  document.addEventListener("htmx:responseError", plainly);
})();
