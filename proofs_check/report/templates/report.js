(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("scripted");

  function stored(value) {
    try {
      if (value === undefined) { return localStorage.getItem("report-theme"); }
      localStorage.setItem("report-theme", value);
    } catch (error) { /* a page opened from disk may have no storage */ }
    return null;
  }
  function isDark() {
    var chosen = root.getAttribute("data-theme");
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  var theme = stored();
  if (theme === "dark" || theme === "light") { root.setAttribute("data-theme", theme); }
  var toggle = document.getElementById("theme");
  function showTheme() { toggle.textContent = isDark() ? "Light page" : "Dark page"; }
  toggle.addEventListener("click", function () {
    root.setAttribute("data-theme", isDark() ? "light" : "dark");
    stored(root.getAttribute("data-theme"));
    showTheme();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showTheme);
  showTheme();

  function filters(form) {
    var rows = Array.prototype.slice.call(document.querySelectorAll("#claims-table tbody tr"));
    var fields = Array.prototype.slice.call(form.querySelectorAll("select"));
    var words = document.getElementById("filter-words");
    var shown = document.getElementById("filter-count");
    function filter() {
      var sought = words.value.trim().toLowerCase();
      var count = 0;
      rows.forEach(function (row) {
        var keep = fields.every(function (field) {
          return !field.value || row.getAttribute("data-" + field.name) === field.value;
        }) && (!sought || row.textContent.toLowerCase().indexOf(sought) >= 0);
        row.hidden = !keep;
        count += keep ? 1 : 0;
      });
      shown.textContent = count + " of " + rows.length + " shown";
    }
    fields.forEach(function (field) { field.addEventListener("change", filter); });
    words.addEventListener("input", filter);
    form.addEventListener("reset", function () { setTimeout(filter, 0); });
    document.querySelectorAll("[data-choose]").forEach(function (link) {
      link.addEventListener("click", function () {
        var pair = link.getAttribute("data-choose").split(":");
        fields.forEach(function (field) { field.value = field.name === pair[0] ? pair[1] : ""; });
        words.value = "";
        filter();
      });
    });
    filter();
  }
  var form = document.getElementById("filters");
  if (form) { filters(form); }
  var outcome = document.getElementById("filter-outcome");
  if (outcome) {
    outcome.addEventListener("change", function () {
      document.querySelectorAll(".pair").forEach(function (pair) {
        pair.hidden = outcome.value !== "" && pair.getAttribute("data-outcome") !== outcome.value;
      });
    });
  }

  // What a claim or an erratum holds waits inert in a noscript element; it is built when it comes near, when a link leads into it, and, one
  // after the other, while the reader does nothing else: so that words can be found everywhere.
  var waiting = Array.prototype.slice.call(document.querySelectorAll("article"));
  function build(article) {
    var inert = article.querySelector(":scope > noscript");
    if (!inert) { return; }
    var holder = document.createElement("template");
    holder.innerHTML = inert.textContent;
    inert.replaceWith(holder.content);
  }
  function buildAll() { waiting.forEach(build); waiting = []; }
  function buildAround(id) {
    for (var name = id; name; name = name.indexOf("--") > 0 ? name.slice(0, name.lastIndexOf("--")) : "") {
      var article = document.getElementById(name);
      if (article && article.tagName === "ARTICLE") { build(article); return; }
    }
  }
  if (window.IntersectionObserver) {
    var near = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (entry.isIntersecting) { build(entry.target); near.unobserve(entry.target); }
      });
    }, { rootMargin: "800px 0px" });
    waiting.forEach(function (article) { near.observe(article); });
    var later = window.requestIdleCallback || function (work) { setTimeout(function () { work(null); }, 60); };
    later(function some(idle) {
      do { if (waiting.length) { build(waiting.shift()); } } while (waiting.length && idle && idle.timeRemaining() > 12);
      if (waiting.length) { later(some); } else { root.classList.add("complete"); }
    });
  } else { buildAll(); }

  function told(button, word) {
    var before = button.textContent;
    button.textContent = word;
    setTimeout(function () { button.textContent = before; }, 1500);
  }
  document.addEventListener("click", function (event) {
    if (event.target.matches && event.target.matches(".steps > li > b")) { location.hash = event.target.parentNode.id; return; }
    var button = event.target.closest ? event.target.closest(".copyable button") : null;
    if (!button) { return; }
    var source = button.nextElementSibling;
    function select() {
      getSelection().selectAllChildren(source);
      told(button, "Selected");
    }
    if (!navigator.clipboard) { select(); return; }
    navigator.clipboard.writeText(source.textContent).then(function () { told(button, "Copied"); }, select);
  });

  function openAround() {
    var id = location.hash.length > 1 ? decodeURIComponent(location.hash.slice(1)) : "";
    if (id) { buildAround(id); }
    var target = id && document.getElementById(id);
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; }
    }
    if (target) { target.scrollIntoView(); }
  }
  addEventListener("hashchange", openAround);
  if (location.hash) { openAround(); }
  addEventListener("beforeprint", function () {
    buildAll();
    document.querySelectorAll("details").forEach(function (part) { part.open = true; });
  });
})();
