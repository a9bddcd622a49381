// The start of the page, and what it does for paper.
const startPrint = () => {
  let opened = [], stretch = null;
  addEventListener("beforeprint", () => {
    stretch = [from, to];
    draw(0, order.length);
    opened = Array.from(document.querySelectorAll("details:not([open]):not(.suppress):not(#panel)"));
    opened.forEach((details) => {
      details.open = true;
      // what a fold holds is filled by its event, which comes too late for the printer
      details.dispatchEvent(new Event("toggle"));
    });
  });
  addEventListener("afterprint", () => {
    opened.forEach((details) => { details.open = false; });
    if (stretch) draw(...stretch);
  });
};

document.documentElement.classList.add("js");
// where the page stood is said by its address; what a browser restores by itself would be another place
history.scrollRestoration = "manual";
if (form) {
  if (matchMedia("(max-width: 60rem)").matches) get("panel").open = false;
  startList();
  startFilter();
  apply({ redraw: recall() });
  startKeys();
  startPrint();
}
startViews();
follow();
