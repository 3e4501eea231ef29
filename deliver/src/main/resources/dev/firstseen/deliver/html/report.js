"use strict";
(() => {
  const filter = document.getElementById("filter");
  if (!filter) {
    return;
  }
  const find = document.getElementById("find");
  const found = document.getElementById("found");
  const grades = [...filter.querySelectorAll("input[type=checkbox]")];
  const rows = [...document.querySelectorAll("table.overview tbody tr, table.named tbody tr")];
  const entries = rows.map((row) => {
    const link = row.querySelector("a");
    const article = link ? document.querySelector(link.getAttribute("href")) : null;
    const text = (row.textContent + " " + (article ? article.textContent : "")).toLowerCase();
    return { row, article, text, grade: row.dataset.grade };
  });
  const folded = document.getElementById("named");
  const apply = () => {
    const wanted = find.value.trim().toLowerCase();
    if (folded && wanted) {
      folded.open = true;
    }
    const shown = new Set(grades.filter((box) => box.checked).map((box) => box.value));
    let count = 0;
    for (const { row, article, text, grade } of entries) {
      const hidden = !shown.has(grade) || !text.includes(wanted);
      row.hidden = hidden;
      if (article) {
        article.hidden = hidden;
      }
      count += hidden ? 0 : 1;
    }
    found.textContent = count === entries.length ? "" : count + " of " + entries.length + " shown";
  };
  filter.addEventListener("input", apply);
  filter.hidden = false;
  apply();
})();
