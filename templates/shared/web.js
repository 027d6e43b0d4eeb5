"use strict";
// Notes open when their mark is hovered, focused or tapped, stay while they are in use, and close with Escape.
(() => {
  const page = document.documentElement;
  const marks = [...document.querySelectorAll('[role="doc-noteref"]')];
  const noteOf = new Map(
    marks.map((mark) => [mark, document.getElementById(mark.getAttribute("aria-describedby")).closest(".note")]),
  );
  const opens = (mark) => getComputedStyle(noteOf.get(mark).parentElement).position === "absolute";
  let shown = null;
  let timer = 0;
  let quiet = false;
  let touch = null;

  page.classList.add("js");

  const state = (mark) => {
    if (opens(mark)) mark.setAttribute("aria-expanded", String(mark === shown));
    else mark.removeAttribute("aria-expanded");
  };

  const show = (mark) => {
    clearTimeout(timer);
    if (mark === shown) return;
    hide();
    shown = mark;
    const note = noteOf.get(mark);
    const box = note.parentElement;
    note.classList.add("open");
    box.classList.add("open");
    if (opens(mark) && box.getBoundingClientRect().bottom > innerHeight) box.classList.add("above");
    state(mark);
  };

  const hide = () => {
    clearTimeout(timer);
    if (!shown) return;
    const [mark, note] = [shown, noteOf.get(shown)];
    shown = null;
    note.classList.remove("open");
    note.parentElement.classList.remove("open", "above");
    state(mark);
  };

  const inUse = () =>
    shown && (document.activeElement === shown || noteOf.get(shown).contains(document.activeElement));
  const later = (task, delay) => {
    clearTimeout(timer);
    timer = setTimeout(task, delay);
  };
  const leave = () => later(() => inUse() || hide(), 250);

  for (const [mark, note] of noteOf) {
    mark.addEventListener("focus", () => quiet || show(mark));
    mark.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && later(() => show(mark), 60));
    mark.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && leave());
    mark.addEventListener("pointerdown", (event) => {
      touch = event.pointerType === "mouse" ? null : { open: mark === shown };
    });
    mark.addEventListener("click", (event) => {
      if (!touch || !opens(mark)) return;
      event.preventDefault();
      if (touch.open) hide();
      else show(mark);
      touch = null;
    });
    mark.addEventListener("keydown", (event) => {
      if (event.key !== " " || !opens(mark)) return;
      event.preventDefault();
      if (mark === shown) hide();
      else show(mark);
    });
    note.querySelector("a")?.addEventListener("click", hide);
    // The slip reaches up to the mark, so that the pointer can go from one to the other.
    const box = note.parentElement;
    box.addEventListener("pointerenter", () => mark === shown && clearTimeout(timer));
    box.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && mark === shown && leave());
  }

  document.addEventListener("focusin", (event) => {
    if (shown && event.target !== shown && !noteOf.get(shown).contains(event.target)) hide();
  });
  document.addEventListener("pointerdown", (event) => {
    if (shown && event.target !== shown && !noteOf.get(shown).contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    const mark = shown;
    const inside = noteOf.get(mark).contains(document.activeElement);
    hide();
    if (inside) {
      quiet = true;
      mark.focus();
      quiet = false;
    }
  });

  // A link to a note that is closed leads to its mark.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".note");
    const mark = marks.find((one) => noteOf.get(one) === target);
    if (mark && opens(mark)) mark.focus();
  };
  addEventListener("hashchange", reveal);
  reveal();

  const measure = () => marks.forEach(state);
  addEventListener("resize", measure);
  measure();

  // The contents show where the reader is.
  const entries = new Map(
    [...document.querySelectorAll(".contents a")].map((link) => [document.getElementById(link.hash.slice(1)), link]),
  );
  const follow = () => {
    const passed = [...entries].filter(([heading]) => heading.getBoundingClientRect().top < innerHeight / 3);
    for (const link of entries.values()) link.removeAttribute("aria-current");
    passed.at(-1)?.[1].setAttribute("aria-current", "true");
  };
  if (entries.size) {
    addEventListener("scroll", follow, { passive: true });
    follow();
  }
})();
