/** `<` that starts no tag; blank space after it is left out because the tokenizer copes with that. */
const strayBracket = /<[^A-Za-z_:/!?\s\u0080-\uffff]/;

const sections =
  /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|<(?=[^A-Za-z_:/!?\s\u0080-\uffff])/g;

/** Characters XML forbids (XML 1.0, production 2), but for lone surrogates, which decoding to text replaced before. */
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * `text` without forbidden characters, and with `I <3 you`, as people write it, made `I &lt;3 you` outside of CDATA and
 * comments: in XML mode the tokenizer would take `3` for the name of a tag and swallow everything up to the next `>`.
 */
export function repairText(text: string): string {
  const allowed = text.replace(forbidden, "");
  if (!strayBracket.test(allowed)) return allowed;
  return allowed.replace(sections, (section) => (section === "<" ? "&lt;" : section));
}
