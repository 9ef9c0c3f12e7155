import { Buffer } from "node:buffer";

/** Where browsers look for `<meta charset>` (HTML 13.2.3.2). */
const prescanBytes = 1_024;

const metaCharset = /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w:.-]{1,40})/i;

/** The content type of a page with the charset that its own head declares, where the header names none. */
export function pageContentType(bytes: Uint8Array, contentType: string | null): string | null {
  if (/charset\s*=/i.test(contentType ?? "")) return contentType;
  const length = Math.min(bytes.byteLength, prescanBytes);
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, length).toString("latin1");
  const label = metaCharset.exec(head)?.[1];
  return label === undefined ? contentType : `text/html; charset=${label}`;
}

/** Whether an answer can be a page at all; what states no type may be one. */
export function isPageType(contentType: string | null): boolean {
  return contentType === null || /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(contentType);
}
