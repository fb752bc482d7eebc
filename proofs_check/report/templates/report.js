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

  document.querySelectorAll("button[data-copies]").forEach(function (button) {
    button.addEventListener("click", function () {
      var source = document.getElementById(button.getAttribute("data-copies"));
      function told(word) {
        var before = button.textContent;
        button.textContent = word;
        setTimeout(function () { button.textContent = before; }, 1500);
      }
      function select() {
        getSelection().selectAllChildren(source);
        told("Selected");
      }
      if (!navigator.clipboard) { select(); return; }
      navigator.clipboard.writeText(source.textContent).then(function () { told("Copied"); }, select);
    });
  });

  function openAround() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; }
    }
    if (target) { target.scrollIntoView(); }
  }
  addEventListener("hashchange", openAround);
  if (location.hash) { openAround(); }
  addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (part) { part.open = true; });
  });
})();
