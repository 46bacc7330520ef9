"use strict";
// Enhancements: a map wider than the screen begins in its middle, and the search. Every page is reached by the lists.
for (const map of document.querySelectorAll("figure.map")) map.scrollLeft = (map.scrollWidth - map.clientWidth) / 2;

(() => {
  const form = document.querySelector("form[role=search]");
  if (!form || !location.protocol.startsWith("http")) return;
  const input = form.querySelector("input");
  const results = form.querySelector("ul");
  const said = form.querySelector("[role=status]");
  const root = form.dataset.root;
  const most = 12;
  const plain = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "þ": "th" };
  let index;

  // As the register folds names: neither case, width, blanks, accents nor points decide.
  const fold = (text) =>
    text.normalize("NFKD").toLowerCase().replace(/[\p{M}\p{Z}\p{Pd}\p{Cf}'’`´ʹʻʼ.·]/gu, "")
      .replace(/[ßæœøđðħıłþ]/g, (letter) => plain[letter]).normalize("NFC");

  const load = () => {
    index ??= fetch(`${root}search.json`).then((answer) => answer.json()).catch(() => []);
    return index;
  };

  const rank = (names, wanted) => {
    let best = 3;
    for (const name of names) {
      if (name === wanted) return 0;
      if (name.startsWith(wanted)) best = Math.min(best, 1);
      else if (name.includes(wanted)) best = Math.min(best, 2);
    }
    return best;
  };

  const entry = ([title, address, about]) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const note = document.createElement("span");
    link.href = root + address;
    link.textContent = title;
    note.textContent = about;
    item.append(link, " ", note);
    return item;
  };

  const show = async () => {
    const wanted = fold(input.value);
    const pages = wanted ? await load() : [];
    if (wanted !== fold(input.value)) return;
    const found = pages.map((page) => [rank(page[3], wanted), page]).filter(([place]) => place < 3);
    found.sort(([one], [other]) => one - other);
    results.replaceChildren(...found.slice(0, most).map(([, page]) => entry(page)));
    results.hidden = !found.length;
    said.textContent = !wanted ? "" : found.length ? said.dataset.found.replace("#", found.length) : said.dataset.none;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = results.querySelector("a");
    if (first) location.href = first.href;
  });
  form.addEventListener("keydown", (event) => {
    const links = [...results.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      input.value = "";
      input.focus();
      show();
    } else if (event.key === "ArrowDown" && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] ?? input).focus();
    }
  });
  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", show);
  form.hidden = false;
})();
