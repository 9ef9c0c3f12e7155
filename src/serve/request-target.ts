const origin = /^https?:\/\/[^/?#]*/i;

/** A target as clients of an origin send it; whoever takes us for a proxy sends the whole address (RFC 9112 3.2.2). */
export function originForm(target: string): string {
  const rest = target.replace(origin, "");
  return rest === target || rest.startsWith("/") ? rest : `/${rest}`;
}
