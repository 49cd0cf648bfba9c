// The review by keyboard, and decisions that outlive a cut connection. Without this script every button still works.
(function () {
  var KEPT = "review.decision", RETRY = 3000, busy = false, seen = 0;
  var unsaved, panel, rows;
  function look() {  // again after a filter has drawn the queue anew
    unsaved = document.getElementById("unsaved");
    panel = document.getElementById("keys");
    rows = Array.prototype.slice.call(document.querySelectorAll(".qrow"));
  }
  look();
  document.addEventListener("htmx:afterSettle", look);
  function one(selector) { return document.querySelector(selector); }
  function press(found) { if (found) { found.click(); } return Boolean(found); }

  // In the queue: one row is the current one.
  function current() { return rows.findIndex(function (row) { return row.classList.contains("is-current"); }); }
  function stand(index) {
    if (index < 0 || index >= rows.length) { return press(one(index < 0 ? ".pages [rel=prev]" : ".pages [rel=next]")); }
    rows.forEach(function (row, at) {
      row.classList.toggle("is-current", at === index);
      if (at === index) { row.setAttribute("aria-current", "true"); } else { row.removeAttribute("aria-current"); }
    });
    rows[index].querySelector(".qact a").focus({ preventScroll: true });
    rows[index].scrollIntoView({ block: "nearest" });
    return true;
  }
  function row() { return rows[current()]; }
  function dismiss(fold) {
    fold.open = true;
    (fold.querySelector("input:checked") || fold.querySelector("input[type=radio]")).focus();
    return true;
  }

  var keys = {
    j: function () { return rows.length ? stand(current() + 1) : press(one(".pager [rel=next]")); },
    k: function () { return rows.length ? stand(Math.max(current() - 1, -1)) : press(one(".pager [rel=prev]")); },
    a: function () {
      if (!rows.length) { return press(one("button[aria-keyshortcuts=A]")); }
      if (!row()) { return false; }
      var boxes = document.querySelectorAll(".qpick input");
      if (!one(".qpick input:checked")) { row().querySelector(".qpick input").checked = true; }
      return boxes.length > 0 && press(one("button[form=chosen]"));
    },
    d: function () {
      var fold = one("details.dismiss");
      if (fold) { return dismiss(fold); }
      if (!row()) { return false; }
      location.assign(row().querySelector(".qact a").href + "#dismiss");
      return true;
    },
    u: function () { return press(one(".notes form button[type=submit], .pair-top .toast-line form button[type=submit]")); },
    x: function () { return Boolean(row()) && press(row().querySelector(".qpick input")); },
    "?": function () {
      panel.open = !panel.open;
      if (panel.open) { seen = window.pageYOffset; panel.scrollIntoView({ block: "nearest" }); } else { window.scrollTo(0, seen); }
      return true;
    }
  };

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    var fold = one("details.dismiss[open]"), field = event.target;
    if (event.key === "Escape" && fold) { fold.open = false; fold.querySelector("summary").focus(); return; }
    var ticking = field.matches("input[type=radio], input[type=checkbox]");
    if (field.matches("input, textarea, select, [contenteditable]") && !ticking) { return; }
    if (fold && /^[1-9]$/.test(event.key)) {
      var reason = fold.querySelectorAll("input[type=radio]")[event.key - 1];
      if (reason) { reason.checked = true; reason.focus(); event.preventDefault(); }
      return;
    }
    if (fold && event.key === "Enter" && ticking) { event.preventDefault(); press(fold.querySelector("button[type=submit]")); return; }
    var act = keys[event.key.toLowerCase()];
    if (act && busy && event.key !== "?") { event.preventDefault(); return; }  // what is decided first arrives first
    if (act && act()) { event.preventDefault(); }
  });
  if (location.hash === "#dismiss" && one("details.dismiss")) { dismiss(one("details.dismiss")); }

  // A decision is posted until an answer comes. Each carries the version it showed: said twice, it counts once.
  function keep(decision) { try { sessionStorage.setItem(KEPT, JSON.stringify(decision)); } catch (error) { /* private window */ } }
  function forget() { try { sessionStorage.removeItem(KEPT); } catch (error) { /* private window */ } }
  function send(decision, form) {
    busy = true;
    fetch(decision.url, {
      method: "POST", body: decision.body, redirect: "manual", credentials: "same-origin",
      headers: { "Content-Type": "application/x-www-form-urlencoded" }
    }).then(function (answer) {
      if (answer.type !== "opaqueredirect" && answer.status >= 502 && answer.status <= 504) { throw new Error("away"); }
      busy = false;
      forget();
      if (answer.type === "opaqueredirect") { location.assign(decision.next); return; }
      if (decision.tries || !form) { location.assign(decision.page); return; }  // an earlier try may have counted: the page tells
      form.submit();  // a refusal has a page of its own
    }).catch(function () {
      decision.tries += 1;
      keep(decision);
      unsaved.hidden = false;
      setTimeout(function () { if (busy) { send(decision, form); } }, RETRY);
    });
  }
  document.addEventListener("submit", function (event) {
    if (!("submitter" in event)) { return; }  // browsers of 2018 do not say which button: the form leaves by itself
    var form = event.target, button = event.submitter;
    if (form.method !== "post" || !form.closest("main") || !window.fetch || !("redirect" in Request.prototype)) { return; }
    if (!form.querySelector(".decision, input[name=version]") && form.id !== "chosen") { return; }
    event.preventDefault();
    if (busy) { return; }
    var next = one(".pager [rel=next]") || one(".pager-back");
    if (button && button.hasAttribute("formaction")) { form.action = button.formAction; }  // without one it names this page
    send({
      url: form.action, body: new URLSearchParams(new FormData(form)).toString(), tries: 0,
      page: location.href.split("#")[0],
      next: form.closest(".toast-line") || !next ? location.href.split("#")[0] : next.href
    }, form);
  });
  window.addEventListener("beforeunload", function (event) { if (busy && !unsaved.hidden) { event.preventDefault(); } });
  try {
    var waiting = JSON.parse(sessionStorage.getItem(KEPT));
    if (waiting) { unsaved.hidden = false; send(waiting, null); }
  } catch (error) { forget(); }
})();
