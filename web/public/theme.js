// Before the first paint: the theme that was chosen, so that a dark page does not flash white.
try {
  const theme = localStorage.getItem('outcross.theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; the theme then follows the system.
}
