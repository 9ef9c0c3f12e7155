import { createHmac, timingSafeEqual } from "node:crypto";

const hexLengths: Readonly<Record<string, number>> = {
  sha1: 40,
  sha256: 64,
  sha384: 96,
  sha512: 128,
};

/** Whether `X-Hub-Signature` (`method=hex`) is the one of this body under our secret (WebSub 7.1); takes the same time for any wrong one. */
export function isSigned(
  body: Uint8Array,
  { signature, secret }: { readonly signature: string | null; readonly secret: string },
): boolean {
  const [method = "", hex = "", ...rest] = (signature ?? "").trim().split("=");
  const algorithm = method.toLowerCase();
  if (rest.length > 0 || hex.length !== hexLengths[algorithm] || !/^[0-9a-f]+$/i.test(hex)) {
    return false;
  }
  const expected = createHmac(algorithm, secret).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(hex, "hex"));
}
