// Before the first paint, so that no page flashes in the other colours.
try {
    document.documentElement.setAttribute("data-theme", localStorage.getItem("acd.theme") || "system");
} catch (refused) {
    if (!(refused instanceof DOMException)) throw refused;
}
