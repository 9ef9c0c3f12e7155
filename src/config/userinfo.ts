/** The userinfo of an address, as written, decoded and as a Basic header has it; nothing where there is none. */
export function secretsInAddress(address: string): readonly string[] {
  if (!URL.canParse(address)) return [];
  const { username, password } = new URL(address);
  if (username === "" && password === "") return [];
  const pair = `${decoded(username)}:${decoded(password)}`;
  const basic = Buffer.from(pair).toString("base64");
  const written = /\/\/([^/?#]*)@/.exec(address)?.[1] ?? "";
  return [written, basic, pair, username, password, decoded(username), decoded(password)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
