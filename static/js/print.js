// A page that is there to be printed asks for it.
window.addEventListener("load", () => window.print());
