/* Diagrams are zoomed, moved and shown on the full screen, by mouse, touch and keyboard; Panzoom does the sums.
   Without this script a diagram is whole, its links work, and a wide one scrolls. */
(() => {
  "use strict";

  const LARGEST = 10;
  const STRIDE = 60; // of an arrow key, in pixels of the screen
  const DRAG = 4; // a pointer that went no farther than this has clicked
  const FULL = "pb-diagram--full";
  const ZOOMED = "pb-diagram--zoomed";
  const WHOLE = "pb-diagram--whole";

  /* What works in each state of a diagram. */
  const HINTS = {
    whole: "Ctrl + wheel zooms. Keys: + − 0, f for full screen",
    zoomed: "Ctrl + wheel zooms. Keys: + − 0, arrows, f for full screen",
    full: "The wheel zooms. Keys: + − 0, arrows, f or Escape to leave",
  };

  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const glide = () => ({ animate: !calm.matches });
  const within = (number, limit) => Math.max(-limit, Math.min(limit, number));

  class Viewer {
    constructor(figure, hintId) {
      this.figure = figure;
      this.hint = document.createElement("span");
      this.hint.className = "pb-diagram__hint";
      this.hint.id = hintId;
      this.picture = figure.querySelector(".pb-diagram__picture");
      this.svg = this.picture.querySelector(".pb-svg");
      this.panzoom = Panzoom(this.svg, {
        cursor: "", // this and the next two are in the style sheet, by the classes of the figure
        overflow: "",
        touchAction: "",
        noBind: true,
        handleStartEvent: () => {},
        minScale: 1,
        maxScale: LARGEST,
        panOnlyWhenZoomed: true,
        pinchAndPan: true,
      });
      this.tell();
    }

    get isFull() {
      return this.figure.classList.contains(FULL);
    }

    get isZoomed() {
      return this.figure.classList.contains(ZOOMED);
    }

    get moves() {
      return this.isFull || this.panzoom.getScale() > 1;
    }

    tell() {
      this.hint.textContent = HINTS[this.isFull ? "full" : this.isZoomed ? "zoomed" : "whole"];
    }

    /* A wide picture scrolls until it is zoomed: what was scrolled becomes panned. */
    free() {
      const scrolled = this.picture.scrollLeft;
      this.figure.classList.add(ZOOMED);
      this.tell();
      if (scrolled) this.panzoom.pan(-scrolled, 0, { animate: false, force: true });
    }

    zoom(change) {
      this.free();
      change(this.panzoom);
      this.settle();
    }

    zoomIn() {
      this.zoom((panzoom) => panzoom.zoomIn(glide()));
    }

    zoomOut() {
      this.zoom((panzoom) => panzoom.zoomOut(glide()));
    }

    fit() {
      if (!this.isFull) this.figure.classList.add(WHOLE);
      this.reset();
    }

    reset() {
      this.figure.classList.remove(ZOOMED);
      this.tell();
      this.panzoom.reset(glide());
    }

    /* The centre of the frame stays over the picture, so that nobody loses it. */
    settle() {
      if (!this.moves) return this.fit();
      const { x, y } = this.panzoom.getPan();
      const [width, height] = ["width", "height"].map((side) => parseFloat(getComputedStyle(this.svg)[side]));
      const beside = Math.max(0, width - this.picture.clientWidth) / 2 / this.panzoom.getScale(); // of the two centres
      this.panzoom.pan(within(x + beside, width / 2) - beside, within(y, height / 2), glide());
    }

    /* Move the picture by pixels of the screen. */
    shift(across, down) {
      const scale = this.panzoom.getScale();
      this.panzoom.pan(across / scale, down / scale, { ...glide(), relative: true });
      this.settle();
    }

    /* Bring into the frame what the tab key has reached outside of it. */
    reveal(link) {
      if (!this.moves) return this.scrollTo(link);
      const [part, frame] = [link, this.picture].map((element) => element.getBoundingClientRect());
      const beside = part.left < frame.left || part.right > frame.right;
      if (!beside && part.top >= frame.top && part.bottom <= frame.bottom) return;
      const centre = ({ left, top, width, height }) => [left + width / 2, top + height / 2];
      const [[fromX, fromY], [toX, toY]] = [centre(part), centre(frame)];
      this.shift(toX - fromX, toY - fromY);
      this.picture.scrollIntoView({ block: "nearest" });
    }

    /* A browser does so by itself, but not where the end of an arrow is seen already. */
    scrollTo(link) {
      link.querySelector(".pb-box").scrollIntoView({ block: "nearest", inline: "nearest" });
    }

    /* Where the browser has no full screen for a figure, as on a telephone, it lies over the page. */
    toggleFull() {
      if (this.isFull) this.leave();
      else if (document.fullscreenEnabled) this.figure.requestFullscreen();
      else this.setFull(true);
    }

    leave() {
      if (document.fullscreenElement) document.exitFullscreen();
      else this.setFull(false);
    }

    setFull(on) {
      this.figure.classList.toggle(FULL, on);
      this.panzoom.setOptions({ panOnlyWhenZoomed: !on });
      this.reset();
      const target = this.followed && document.querySelector(":target"); // a page under a full screen does not scroll
      if (target) target.scrollIntoView();
      this.followed = false;
    }
  }

  /* Name, key, icon, what it does. */
  const TOOLS = [
    ["Zoom in", "+", "M12 5v14M5 12h14", (viewer) => viewer.zoomIn()],
    ["Zoom out", "−", "M5 12h14", (viewer) => viewer.zoomOut()],
    ["Fit", "0", "M4 9V5h4M16 5h4v4M20 15v4h-4M8 19H4v-4M9 10h6v4H9z", (viewer) => viewer.fit()],
    ["Full screen", "f", "M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7", (viewer) => viewer.toggleFull()],
  ];

  const KEYS = {
    "+": (viewer) => viewer.zoomIn(),
    "=": (viewer) => viewer.zoomIn(),
    "-": (viewer) => viewer.zoomOut(),
    0: (viewer) => viewer.fit(),
    f: (viewer) => viewer.toggleFull(),
  };
  const KEYS_OF_MOVING = {
    ArrowLeft: (viewer) => viewer.shift(STRIDE, 0),
    ArrowRight: (viewer) => viewer.shift(-STRIDE, 0),
    ArrowUp: (viewer) => viewer.shift(0, STRIDE),
    ArrowDown: (viewer) => viewer.shift(0, -STRIDE),
  };

  const addTools = (viewer) => {
    const bar = document.createElement("div");
    bar.className = "pb-diagram__tools";
    bar.append(viewer.hint);
    for (const [name, key, icon, act] of TOOLS) {
      const button = document.createElement("button");
      button.type = "button";
      button.title = `${name} (${key})`;
      button.setAttribute("aria-label", name);
      button.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${icon}"/></svg>`;
      button.addEventListener("click", () => act(viewer));
      bar.append(button);
    }
    viewer.picture.before(bar);
  };

  const useKeys = (viewer) => {
    const { figure, picture, svg, hint } = viewer;
    picture.tabIndex = 0;
    picture.setAttribute("role", "group");
    picture.setAttribute("aria-label", svg.querySelector("title").textContent);
    picture.setAttribute("aria-describedby", hint.id);
    figure.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      let act = KEYS[event.key] || (viewer.moves && KEYS_OF_MOVING[event.key]);
      if (event.key === "Escape" && viewer.isFull) act = () => viewer.leave();
      if (!act) return;
      event.preventDefault();
      event.stopPropagation(); // the theme opens its search at f
      act(viewer);
    });
    picture.addEventListener("focusin", ({ target }) => {
      if (target !== picture && target.matches(":focus-visible")) viewer.reveal(target);
    });
  };

  const useWheel = (viewer) => {
    const { picture, panzoom } = viewer;
    const zoom = (event) => {
      if (event.ctrlKey || event.metaKey || viewer.isFull) viewer.zoom(() => panzoom.zoomWithWheel(event));
    };
    picture.addEventListener("wheel", zoom, { passive: false });
    picture.addEventListener("dblclick", (event) => {
      if (!event.target.closest("a")) viewer.zoom(() => panzoom.zoomToPoint(panzoom.getScale() * 2, event));
    });
  };

  /* A pointer that drags is captured, so that it may leave the picture; and what it ends is no click on a link. */
  const usePointers = (viewer) => {
    const { picture, panzoom } = viewer;
    let start = null;
    let dragged = false;
    const down = (event) => {
      if (event.button) return;
      start = event;
      dragged = false;
      if (!event.isPrimary) viewer.free(); // the second finger of a pinch
      panzoom.handleDown(event);
    };
    const move = (event) => {
      if (!start) return;
      if (!dragged && viewer.moves && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > DRAG) {
        dragged = true;
        picture.setPointerCapture(event.pointerId);
      }
      panzoom.handleMove(event);
    };
    const end = (event) => {
      panzoom.handleUp(event);
      if (start && (viewer.moves || viewer.isZoomed)) viewer.settle();
      start = null;
    };
    const click = (event) => {
      if (dragged && event.detail) {
        event.preventDefault();
        event.stopPropagation();
      } else if (viewer.isFull && event.target.closest("a")) {
        viewer.followed = true;
        viewer.leave();
      }
    };
    picture.addEventListener("pointerdown", down);
    picture.addEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel", "pointerleave"]) picture.addEventListener(name, end);
    picture.addEventListener("dragstart", (event) => viewer.moves && event.preventDefault());
    picture.addEventListener("click", click, true);
  };

  const start = () => {
    for (const [number, figure] of document.querySelectorAll(".pb-diagram:has(.pb-svg)").entries()) {
      if (figure.dataset.ready !== undefined) continue;
      figure.dataset.ready = "";
      const viewer = new Viewer(figure, `pb-diagram-hint-${number}`);
      addTools(viewer);
      useKeys(viewer);
      useWheel(viewer);
      usePointers(viewer);
      figure.addEventListener("fullscreenchange", () => viewer.setFull(document.fullscreenElement === figure));
    }
  };

  if (typeof Panzoom === "undefined") return;
  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
