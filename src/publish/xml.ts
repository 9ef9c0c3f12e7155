/** Attributes in the order they are written; those that are null are left out. */
export type XmlAttributes = Readonly<Record<string, string | number | null>>;

/** Character data. `>` too, so that `]]>` cannot appear in text (XML 1.0 2.4). */
export function escapeText(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The value of a double-quoted attribute. */
export function escapeAttribute(value: string): string {
  return escapeText(value).replaceAll('"', "&quot;");
}

/** `<name a="b">content</name>`; the content is markup already (`escapeText` it when it is text). */
export function element(name: string, attributes: XmlAttributes, content = ""): string {
  const start = `<${name}${writeAttributes(attributes)}`;
  return content === "" ? `${start}/>` : `${start}>${content}</${name}>`;
}

function writeAttributes(attributes: XmlAttributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`)
    .join("");
}
