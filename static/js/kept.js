// What this phone keeps for the time without a network: a person's own schedule, and forms that could not leave.
// Everything is keyed by the person and goes when they sign out. Without this script every page works while online.
(function () {
  var body = document.body, person = body.getAttribute("data-person"), box = document.getElementById("kept");
  var DRAFT = "draft:", OWNER = "owner", MINE = "mine", SCHEDULE = "/meetings";
  var offline = document.querySelector("[data-offline]") !== null, store;
  try { store = window.localStorage; store.getItem(OWNER); } catch (refused) { return; }

  if ("serviceWorker" in navigator) { navigator.serviceWorker.register("/service-worker.js", { scope: "/" }).catch(function () {}); }

  function forget() {
    Object.keys(store).forEach(function (key) { if (key.indexOf(DRAFT) === 0 || key === OWNER || key === MINE) { store.removeItem(key); } });
    return window.caches ? caches.delete("own") : Promise.resolve();
  }
  function say(which, url) {
    if (!box) { return; }
    box.textContent = box.getAttribute("data-" + which);
    if (url) { var link = document.createElement("a"); link.href = url; link.textContent = url; box.appendChild(document.createTextNode(" ")); box.appendChild(link); }
    box.hidden = false;
  }

  // Somebody else on the same phone: nothing of the one before stays.
  var settled = Promise.resolve();
  if (person && store.getItem(OWNER) !== person) { settled = forget(); store.setItem(OWNER, person); }
  var out = document.querySelector("form[data-sign-out]");
  if (out) { out.addEventListener("submit", function () { forget(); }); }

  // The own schedule, without contacts until this phone is said to be one's own.
  function keepSchedule() {
    if (!person || !window.caches || !window.fetch) { return; }
    var address = SCHEDULE + "/kept" + (store.getItem(MINE) === person ? "?contacts=1" : "");
    return fetch(address, { credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok || answer.redirected) { return; }
      return caches.open("own").then(function (own) {
        if (store.getItem(OWNER) === person) { return own.put(SCHEDULE, answer); } // not once they have signed out
      });
    }).catch(function () {});
  }
  var mine = document.getElementById("mine");
  if (mine && window.caches && !document.querySelector("[data-kept-copy]")) {
    mine.checked = store.getItem(MINE) === person;
    mine.closest("[hidden]").hidden = false;
    mine.addEventListener("change", function () {
      if (mine.checked) { store.setItem(MINE, person); } else { store.removeItem(MINE); }
      settled.then(keepSchedule);
    });
    settled.then(keepSchedule);
  }

  // Forms: what is sent is kept until it has arrived.
  function keyOf(form) { return DRAFT + store.getItem(OWNER) + ":" + new URL(form.action || location.href).pathname; }
  function pack(form, pressed) {
    var fields = [];
    Array.prototype.forEach.call(form.elements, function (one) {
      if (!one.name || one.disabled || one.type === "password" || one.type === "file" || one.type === "submit" || one.type === "button") { return; }
      if ((one.type === "checkbox" || one.type === "radio") && !one.checked) { return; }
      if (one.multiple && one.options) {
        Array.prototype.forEach.call(one.selectedOptions, function (option) { fields.push([one.name, option.value]); });
      } else { fields.push([one.name, one.value]); }
    });
    if (pressed && pressed.name) { fields.push([pressed.name, pressed.value]); }
    return { action: form.action || location.href, from: location.pathname, fields: fields, left: navigator.onLine };
  }
  function drafts() { return person || offline ? Object.keys(store).filter(function (key) { return key.indexOf(DRAFT + store.getItem(OWNER) + ":") === 0; }) : []; }
  function read(key) { try { return JSON.parse(store.getItem(key)); } catch (broken) { store.removeItem(key); return null; } }

  function send(key) {
    var draft = read(key);
    if (!draft || draft.refused) { return; }
    var sent = new URLSearchParams();
    draft.fields.forEach(function (one) { sent.append(one[0], one[1]); });
    return fetch(draft.action, { method: "POST", body: sent, credentials: "same-origin" }).then(function (answer) {
      if (answer.ok || answer.redirected) {
        store.removeItem(key);
        if (location.pathname === draft.from || offline) { location.assign(answer.url); } else { say("sent"); }
      } else if (answer.status < 500) {
        draft.refused = true;
        store.setItem(key, JSON.stringify(draft));
        say("again", draft.from);
      }
    }).catch(function () { say("waiting"); });
  }
  function sendAll() { drafts().forEach(send); }

  Array.prototype.forEach.call(document.querySelectorAll("form[data-draft]"), function (form) {
    if (form.querySelector("[type=password]")) { return; }
    var key = keyOf(form), kept = read(key);
    if (kept && kept.refused) {
      kept.fields.forEach(function (one) {
        var field = form.elements[one[0]];
        if (field && field.type !== "hidden" && "value" in field && field.type !== "checkbox") { field.value = one[1]; }
      });
      store.removeItem(key);
    }
    form.addEventListener("submit", function (event) {
      try { store.setItem(key, JSON.stringify(pack(form, event.submitter))); } catch (full) { return; }
      if (!navigator.onLine) { event.preventDefault(); say("waiting"); box.scrollIntoView(); }
    });
  });

  // A page of the server: what had left has arrived. The page for no network: it has not.
  drafts().forEach(function (key) {
    var draft = read(key);
    if (!draft || draft.refused) { return; }
    if (draft.left && !offline) { store.removeItem(key); return; }
    draft.left = false;
    store.setItem(key, JSON.stringify(draft));
    say("waiting");
    if (navigator.onLine && !offline) { send(key); }
  });
  function waits(key) { var draft = read(key); return draft && !draft.refused; }
  // A system says « online » before the server can be reached: it is asked until it answers.
  function comeBack(wait) {
    fetch("/healthz", { cache: "no-store" }).then(function (answer) {
      if (!answer.ok) { throw answer; }
      location.reload();  // the page that was asked for
    }).catch(function () { setTimeout(comeBack, wait, Math.min(2 * wait, 30000)); });
  }
  window.addEventListener("online", function () {
    if (offline && !drafts().some(waits)) { comeBack(250); } else { sendAll(); }
  });
})();
