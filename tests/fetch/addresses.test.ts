import { expect, test } from "vitest";
import { isPrivateAddress } from "../../src/fetch/addresses.ts";

test.each([
  ["0.0.0.0", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.9"],
  ["169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1"],
  ["198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "255.255.255.255"],
  ["::", "::1", "fc00::1", "fdff::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1"],
  ["::ffff:127.0.0.1", "::ffff:7f00:1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1"],
  ["2002:7f00:1::", "2001:0:1::1", "2001:db8::1", "3fff::1", "100::1"],
])("addresses of private, reserved and embedding ranges are private: %s", (...addresses) => {
  expect(addresses.filter((address) => !isPrivateAddress(address))).toEqual([]);
});

test.each([
  ["1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.255.255.255"],
  ["172.15.255.255", "172.32.0.1", "192.0.1.1", "192.167.255.255", "198.17.0.1", "223.255.255.255"],
  ["2606:4700::1111", "2001:4860:4860::8888", "2a00:1450::1", "3ffe::1"],
])("addresses beside those ranges are public: %s", (...addresses) => {
  expect(addresses.filter((address) => isPrivateAddress(address))).toEqual([]);
});

test("what is no IP address counts as private", () => {
  expect(["", "localhost", "1.2.3", "example.org", "0x7f.1"].every(isPrivateAddress)).toBe(true);
});
