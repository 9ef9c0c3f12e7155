/** An address as a request line has it: normalised, without userinfo and fragment. What is no URL stays as it is. */
export function bareAddress(address: string): string {
  const url = URL.parse(address);
  if (url === null) return address;
  url.username = "";
  url.password = "";
  url.hash = "";
  return url.href;
}
