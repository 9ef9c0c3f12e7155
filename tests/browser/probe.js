/* oxlint-disable typescript/no-unsafe-argument, typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-member-access, typescript/no-unsafe-return -- plain JavaScript of the browser, whose types this project does not load */
/* Runs inside of every page that the tests open (see watched-browser.ts), where there are no types of ours. */

const addressAttributes = [
  "href",
  "src",
  "action",
  "formaction",
  "data",
  "poster",
  "cite",
  "xlink:href",
];
const knownPlayer = /^https:\/\/(?:www\.youtube-nocookie\.com\/embed|player\.vimeo\.com\/video)\//;
const forbiddenElements =
  "script, style, link, base, meta, form, input, select, textarea, button, object, embed, applet, frame, svg, math, portal, template, dialog";
const forbiddenAttribute = /^on|^(?:style|srcdoc|ping|target)$/;

globalThis.probe = {
  /** What could run, submit or lead astray when someone touches it. */
  activeParts(selector) {
    const roots = [...document.querySelectorAll(selector)];
    return roots.flatMap((root) => [...root.querySelectorAll("*")]).flatMap(faultsOf);
  },

  /** As readers on the web show articles: set into their page. */
  show(articles) {
    for (const html of articles) {
      const article = document.createElement("article");
      article.innerHTML = html;
      document.querySelector("main").append(article);
    }
  },

  /** The texts of the named children of all entries. */
  elementTexts(xml, names) {
    const children = [...parseXml(xml).querySelectorAll("item, entry")].flatMap((item) => [
      ...item.children,
    ]);
    return children
      .filter((child) => names.includes(child.localName))
      .map((child) => child.textContent);
  },

  /** Values that a reader would take for an address and that are none of the web. */
  oddAddresses(xml) {
    const values = [...parseXml(xml).querySelectorAll("*")].flatMap((element) => [
      ...["href", "url", "src", "uri", "xmlUrl", "htmlUrl"].map(
        (name) => element.getAttribute(name) ?? "",
      ),
      /^(?:link|uri|url|comments|logo|icon)$/.test(element.localName) ? element.textContent : "",
    ]);
    return values.filter((value) => value.trim() !== "" && !/^https?:\/\/[^\s"<>]*$/.test(value));
  },
};

function parseXml(text) {
  const parsed = new DOMParser().parseFromString(text, "application/xml");
  const error = parsed.querySelector("parsererror");
  if (error !== null) throw new Error(error.textContent);
  return parsed;
}

function faultsOf(element) {
  const name = element.localName;
  const isOddFrame = name === "iframe" && !knownPlayer.test(element.getAttribute("src") ?? "");
  const faults = element.matches(forbiddenElements) || isOddFrame ? [`<${name}>`] : [];
  for (const { name: attribute, value } of element.attributes) {
    if (forbiddenAttribute.test(attribute) || isOddAddress(name, attribute, value)) {
      faults.push(`${name}[${attribute}=${value.slice(0, 60)}]`);
    }
  }
  return faults;
}

function isOddAddress(element, attribute, value) {
  if (!addressAttributes.includes(attribute)) return false;
  if (element === "img" && value.startsWith("data:image/")) return false;
  return !/^(?:https?|mailto|tel):$/.test(new URL(value, "https://base.example/").protocol);
}

// Code in articles tells the top window its name.
addEventListener("message", (event) => {
  noteFault(`script ran: ${String(event.data)}`);
});
