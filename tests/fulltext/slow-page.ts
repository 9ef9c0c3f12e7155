/** A legal page that Readability takes a second or two for. */
export function slowPage(sections = 500): string {
  const links = '<div><a href="/x">lorem ipsum, dolor</a> <b>sit, amet</b></div>';
  const parts = Array.from({ length: sections }, (_, index) => {
    const text = `word${index}, one two three four, five six seven eight nine ten eleven.`;
    return `<div class="c${index}"><div><p>${text}</p>${links}</div></div>`;
  });
  return `<html><head><title>Slow</title></head><body><div>${parts.join("")}</div></body></html>`;
}

/** As large and deep as a page may be: it takes many seconds. */
export function endlessPage(): string {
  const text = "Some words, and more words, in a sentence of its own. ".repeat(32);
  const parts = Array.from({ length: 2_000 }, () => `<div><p>${text}</p><ul><li>one</ul></div>`);
  return `${"<div>".repeat(95)}${parts.join("")}`;
}
