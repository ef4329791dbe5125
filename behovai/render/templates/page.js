// An extra: the page works without it. Pointing at a mark shows its point, and clicking the mark goes there.
"use strict";
for (const mark of document.querySelectorAll("mark[data-point]")) {
  const point = document.getElementById(mark.dataset.point);
  mark.addEventListener("mouseenter", () => point.classList.add("near"));
  mark.addEventListener("mouseleave", () => point.classList.remove("near"));
  mark.addEventListener("click", () => { if (String(getSelection()) === "") location.hash = point.id; });
}
for (const link of document.querySelectorAll(".feedback a[href^='#u-']")) {
  const place = document.getElementById(link.hash.slice(1));
  if (!place) continue;
  link.addEventListener("mouseenter", () => place.classList.add("near"));
  link.addEventListener("mouseleave", () => place.classList.remove("near"));
}
