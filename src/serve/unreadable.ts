import type { Socket } from "node:net";

const answers: Readonly<Record<string, readonly [status: string, sentence: string]>> = {
  HPE_INVALID_METHOD: ["501 Not Implemented", "This method is not known here."],
  HPE_HEADER_OVERFLOW: ["431 Request Header Fields Too Large", "This request is too large."],
  ERR_HTTP_REQUEST_TIMEOUT: ["408 Request Timeout", "This request came too slowly."],
};

/** Answers what is no HTTP with a plain sentence, as everything else, and ends the connection. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET" || socket.destroyed) {
    socket.destroy(error);
    return;
  }
  const [status, sentence] = answers[error.code ?? ""] ?? [
    "400 Bad Request",
    "This request cannot be read.",
  ];
  const lines = [
    `HTTP/1.1 ${status}`,
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${sentence.length + 1}`,
    "Cache-Control: no-store",
    "Connection: close",
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n${sentence}\n`);
  // A client that does not close its side would hold it open.
  socket.destroySoon();
}
