// Stands between the pages and the network. Keeps the files of this edition, the page for no network, and answers for a
// person's own schedule, which kept.js puts into the cache « own ». Nothing else that a person reads is ever kept.
var FILES = "files", OWN = "own";

self.addEventListener("install", function (event) {
  event.waitUntil(caches.open(FILES).then(function (cache) {
    return Promise.all(KEPT.files.concat(KEPT.page).map(function (url) {
      return fetch(url, { credentials: "omit" }).then(function (answer) { if (answer.ok) { return cache.put(url, answer); } });
    }));
  }).then(function () { return self.skipWaiting(); }));
});

self.addEventListener("activate", function (event) {
  event.waitUntil(caches.open(FILES).then(function (cache) {
    var wanted = KEPT.files.concat(KEPT.page);
    return cache.keys().then(function (kept) {
      return Promise.all(kept.map(function (one) {
        var url = new URL(one.url);
        if (wanted.indexOf(url.pathname + url.search) < 0) { return cache.delete(one); }
      }));
    });
  }).then(function () { return self.clients.claim(); }));
});

function withoutNetwork(url) {
  return caches.open(OWN).then(function (own) {
    return url.pathname === KEPT.schedule ? own.match(KEPT.schedule) : undefined;
  }).then(function (found) { return found || caches.match(KEPT.page); }).then(function (found) { return found || Response.error(); });
}

self.addEventListener("fetch", function (event) {
  var request = event.request, url = new URL(request.url);
  if (url.origin !== self.location.origin) { return; }
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(function () { return withoutNetwork(url); }));
  } else if (request.method === "GET" && url.pathname.indexOf("/static/") === 0) {
    event.respondWith(caches.match(request).then(function (found) { return found || fetch(request); }));
  }
});
