/* Pages that stand alone follow the palette of the reader's system. */
(() => {
  "use strict";
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    document.documentElement.dataset.mdColorScheme = dark.matches ? "slate" : "default";
  };
  dark.addEventListener("change", follow);
  follow();
})();
