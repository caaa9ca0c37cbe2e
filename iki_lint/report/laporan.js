"use strict";
// Filters the findings. Without it everything shows; a printed page always holds everything.
(() => {
  document.getElementById("cetak").hidden = false;
  document.getElementById("cetak").addEventListener("click", () => window.print());
  const form = document.getElementById("saringan");
  if (!form) return;

  const findings = [...document.querySelectorAll(".temuan")];
  const groups = [...document.querySelectorAll(".kelompok")];
  const texts = new Map(findings.map((one) => [one, one.textContent.toLowerCase()]));
  const status = document.getElementById("jumlah");

  const tests = {
    tingkat: (one) => form.querySelector(`[name=tingkat][value=${one.dataset.tingkat}]`).checked,
    keluarga: (one) => !form.keluarga.value || one.dataset.keluarga === form.keluarga.value,
    jabatan: (one) => !form.jabatan.value || one.dataset.jabatan === form.jabatan.value,
    kata: (one) => form.kata.value.toLowerCase().split(/\s+/).every((word) => texts.get(one).includes(word)),
  };
  const passing = (but) =>
    findings.filter((one) => Object.entries(tests).every(([name, test]) => name === but || test(one)));

  // each choice says how many findings it would show, given the other choices
  function count() {
    const bySeverity = passing("tingkat");
    for (const place of form.querySelectorAll("[data-hitung]"))
      place.textContent = bySeverity.filter((one) => one.dataset.tingkat === place.dataset.hitung).length;
    for (const name of ["keluarga", "jabatan"]) {
      const others = passing(name);
      for (const option of form[name].querySelectorAll("[data-nama]")) {
        const many = others.filter((one) => one.dataset[name] === option.value).length;
        option.textContent = `${option.dataset.nama} (${many})`;
      }
    }
  }

  function apply() {
    const shown = new Set(passing());
    for (const one of findings) one.classList.toggle("tersaring", !shown.has(one));
    for (const group of groups) group.classList.toggle("tersaring", !group.querySelector(".temuan:not(.tersaring)"));
    status.textContent = status.dataset.kalimat.replace("{n}", shown.size).replace("{semua}", findings.length);
    count();
  }

  function reset() {
    form.reset();
    apply();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    if (link.dataset.saring) {
      event.preventDefault();
      form.reset();
      form[link.dataset.saring].value = link.dataset.nilai;
      apply();
      const heading = document.getElementById("temuan");
      heading.focus();
      heading.scrollIntoView();
    } else if (document.getElementById(link.hash.slice(1))?.closest(".tersaring")) reset();
  });
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  reset();
})();
