/*
What a script adds to the team's pages: copying a table, and saying that more people have answered. Nothing needs it.
Figures never move by themselves: the line only says so, and the link beside it loads them.
*/
(function () {
  "use strict";

  var MINUTE = 60000;

  function say(line, words) {
    line.textContent = words;
  }

  /* Cells as a spreadsheet takes them, and the table itself for a text editor. */
  function lines(table) {
    return Array.prototype.map.call(table.rows, function (row) {
      return Array.prototype.map.call(row.cells, function (cell) {
        return cell.textContent.replace(/\s+/g, " ").trim();
      }).join("\t");
    }).join("\n");
  }

  function bare(table) {
    var copy = table.cloneNode(true);
    copy.querySelectorAll("svg").forEach(function (picture) { picture.remove(); });
    return copy.outerHTML;
  }

  function selected(table) {
    var range = document.createRange();
    range.selectNode(table);
    var selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    var copied = document.execCommand("copy");
    selection.removeAllRanges();
    return copied ? Promise.resolve() : Promise.reject(new Error("not copied"));
  }

  function copy(table) {
    if (!navigator.clipboard || !window.ClipboardItem) return selected(table);
    return navigator.clipboard.write([new ClipboardItem({
      "text/plain": new Blob([lines(table)], { type: "text/plain" }),
      "text/html": new Blob([bare(table)], { type: "text/html" })
    })]).catch(function () { return selected(table); });
  }

  function offerCopy(table) {
    var tools = document.createElement("p"), button = document.createElement("button"), line = document.createElement("span");
    var name = document.createElement("span");
    name.className = "u";
    name.textContent = table.caption ? ": " + table.caption.textContent.replace(/\s+/g, " ").trim() : "";
    button.type = "button";
    button.className = "t";
    button.append("Copy table", name);
    line.setAttribute("role", "status");
    tools.className = "copy";
    tools.append(button, " ", line);
    button.addEventListener("click", function () {
      copy(table).then(
        function () { say(line, "Copied. Paste it into Excel or Word."); },
        function () { say(line, "This browser does not let us copy. Select the table and copy it."); }
      );
    });
    var question = table.closest(".question"), place = question && question.querySelector(".tools");
    if (place) place.prepend(tools);
    else (table.closest(".region") || table).after(tools);
  }

  function watch(fresh) {
    var line = fresh.querySelector("[role=status]"), before = Number(fresh.dataset.people), said = before;
    function ask() {
      if (document.hidden) return;
      fetch(fresh.dataset.ask, { credentials: "same-origin", redirect: "error" }).then(function (reply) {
        if (!reply.ok) throw new Error(reply.status);
        return reply.text();
      }).then(function (text) {
        var now = Number(text), more = now - before;
        if (!/^\d+$/.test(text) || now === said) return;
        said = now;
        if (more > 0) say(line, more === 1 ? "1 more person has answered." : more.toLocaleString("en-GB") + " more people have answered.");
        else say(line, more < 0 ? "Some answers are no longer counted." : "");
      }).catch(function () {});
    }
    setInterval(ask, MINUTE);
    document.addEventListener("visibilitychange", ask);
  }

  // a file that is being made: how far it is, until it is ready
  function follow(made) {
    var look = document.getElementById("look"), stop = document.getElementById("stop");
    function ask() {
      if (document.hidden) return;
      fetch(location.href, { credentials: "same-origin", redirect: "error" }).then(function (reply) {
        if (!reply.ok) throw new Error(reply.status);
        return reply.text();
      }).then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html"), now = page.getElementById("progress");
        if (!now || now.textContent === made.textContent) return;
        made.replaceChildren.apply(made, Array.from(now.childNodes));
        if (now.dataset.progress) return;
        clearInterval(timer);
        if (look.contains(document.activeElement)) made.focus();
        look.remove();
        stop.textContent = page.getElementById("stop").textContent;
      }).catch(function () {});
    }
    var timer = setInterval(ask, 4000);
  }

  // a form to key: Enter goes on to the next box and never sends; without a script it checks
  function key(form) {
    form.addEventListener("keydown", function (event) {
      var here = event.target;
      if (event.key !== "Enter" || event.isComposing || event.shiftKey || !/^(INPUT|TEXTAREA)$/.test(here.tagName)) return;
      event.preventDefault();
      var boxes = Array.from(form.querySelectorAll("input:not([type=hidden]),textarea,button"));
      var last = boxes.filter(function (each) { return each.tagName === "BUTTON" && !each.name; }).pop();
      var after = boxes.slice(boxes.indexOf(here) + 1).find(function (each) { return each.tagName !== "BUTTON"; });
      (after || last).focus();
    });
  }

  document.querySelectorAll("main table").forEach(offerCopy);
  document.querySelectorAll("[data-ask]").forEach(watch);
  document.querySelectorAll("[data-progress]").forEach(follow);
  document.querySelectorAll("[data-keying]").forEach(key);
}());
