import { describe, expect, test } from "vitest";

import { readDuration } from "../../src/config/duration.ts";
import { readSize } from "../../src/config/size.ts";
import { closest } from "../../src/config/suggestion.ts";
import { createAddressGuard } from "../../src/fetch/guard.ts";
import { hideUserinfo, readHost, readWebAddress } from "../../src/config/web-address.ts";

describe("readDuration", () => {
  test.each([
    ["500ms", 500],
    ["30s", 30_000],
    ["15m", 900_000],
    ["1h", 3_600_000],
    ["1.5h", 5_400_000],
    [" 1d ", 86_400_000],
    ["0s", 0],
  ])("%j is %d ms", (text, ms) => {
    expect(readDuration(text)).toEqual({ ok: true, value: ms });
  });

  test.each(["", "30", "-1s", "1w", "1 hour", "1h30m", "99999d", "1e3s"])(
    "%j is refused",
    (text) => {
      expect(readDuration(text).ok).toBe(false);
    },
  );
});

describe("readSize", () => {
  test.each([
    ["64KiB", 65_536],
    ["16MiB", 16_777_216],
    ["16mb", 16_000_000],
    ["4096", 4_096],
    ["1 GiB", 1_073_741_824],
  ])("%j is %d bytes", (text, bytes) => {
    expect(readSize(text)).toEqual({ ok: true, value: bytes });
  });

  test.each(["", "big", "-1", "16XB", "MiB"])("%j is refused", (text) => {
    expect(readSize(text).ok).toBe(false);
  });
});

describe("a host is read as requests spell it", () => {
  test.each([
    ["B\u00fccher.lan", "xn--bcher-kva.lan"],
    ["[0:0:0:0:0:0:0:1]:80", "[::1]:80"],
    ["nas.local.:80", "nas.local:80"],
    ["127.1:8081", "127.0.0.1:8081"],
    ["0x7f.1", "127.0.0.1"],
    ["192.168.1.5:080", "192.168.1.5:80"],
  ])("%s", (text, host) => {
    expect(readHost(text)).toEqual({ ok: true, value: host });
    const [name = "", port = "8081"] = host.split(/:(?=\d+$)/);
    const guard = createAddressGuard([host]);
    expect(guard.refusal(new URL(`http://${name}:${port}/`))).toBeNull();
    expect(guard.isExempt({ hostname: name, port, protocol: "http:" })).toBe(true);
  });

  test.each(["nas:99999", "http://nas", "nas/x", "0x7f.1.1.1.1"])("%s is refused", (text) => {
    expect(readHost(text).ok).toBe(false);
  });
});

describe("addresses", () => {
  test.each([
    "https:user:pw@x.example/",
    "https:///user:pw@x.example/",
    "https://x.example\\@y.example/",
    "https://us er:pw@x.example/",
    "https://user:p\tw@x.example/",
  ])("%j, in which userinfo could hide, is refused", (address) => {
    expect(readWebAddress(address).ok).toBe(false);
  });

  test("userinfo is taken out up to the last @ of the host's part", () => {
    expect(hideUserinfo("https://a:b@c:d@x.example/p@q?r=@")).toBe("https://x.example/p@q?r=@");
    expect(hideUserinfo("https://${USER}:${PASS}@x.example/")).toBe("https://x.example/");
  });

  test.each(["localhost", "LOCALHOST:8080", "10.0.0.1", "[::1]:80", "[fd00::1]"])(
    "%s is a host",
    (host) => {
      expect(readHost(host)).toEqual({ ok: true, value: host.toLowerCase() });
    },
  );

  test.each(["http://localhost", "localhost/x", "a b", "::1", "x:99999", ""])(
    "%j is no host",
    (host) => {
      expect(readHost(host).ok).toBe(false);
    },
  );
});

test("a suggestion forgives case, dashes and a slip, and makes no wild guesses", () => {
  const known = ["maxBody", "timeout", "title", "tags"];
  expect(closest("max_body", known)).toBe("maxBody");
  expect(closest("titel", known)).toBe("title");
  expect(closest("tag", known)).toBe("tags");
  expect(closest("colour", known)).toBeNull();
});
