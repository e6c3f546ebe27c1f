// Runs before the first paint, so that a chosen theme never flashes. Same key as services/theme-store.ts.
try {
  const theme = JSON.parse(localStorage.getItem("career.theme"));
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden or holds something else: the device decides.
}
