const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** What we ask hubs for. */
export const wantedLeaseSeconds = 10 * 86_400;
/** A hub that promises more may be dead by then: hubs end without a word. */
const maxLeaseMs = 14 * dayMs;
const minLeaseMs = 1_000;
/** A hub that states none. */
const defaultLeaseMs = wantedLeaseSeconds * 1_000;
/** Part of the lease after which it is renewed. */
const renewAfter = 0.8;

/** How long a hub has to verify what we asked for, and we leave a hub alone that refused. */
export const patienceMs = dayMs;
/** How long ended subscriptions are remembered, so that late deliveries are told. */
export const memoryMs = 30 * dayMs;

export type Lease = { readonly leaseUntil: number; readonly dueAt: number };

/** The lease a verification grants, counted from that moment. `stated`: `hub.lease_seconds` as it came. */
export function grantedLease(stated: string | null, now: number): Lease {
  const seconds = /^\d{1,12}$/.test(stated ?? "") ? Number(stated) : 0;
  const askedMs = seconds === 0 ? defaultLeaseMs : seconds * 1_000;
  const leaseMs = Math.min(Math.max(askedMs, minLeaseMs), maxLeaseMs);
  return { leaseUntil: now + leaseMs, dueAt: now + Math.floor(leaseMs * renewAfter) };
}

/** When a renewal is tried again if it comes to nothing: in the middle of what is left, down to an hour. */
export function nextRenewalAt(leaseUntil: number, now: number): number {
  const leftMs = Math.max(0, leaseUntil - now);
  return now + Math.max(Math.ceil(leftMs / 2), Math.min(leftMs, hourMs));
}
