import { Socket } from "node:net";

/** undici's, whose types do not tell that it gives the socket. */
type Connect<Target, Result extends unknown[]> = (
  target: Target,
  callback: (...result: Result) => void,
) => unknown;

/**
 * Connections that are being made. undici leaves them to themselves when it is closed: each would keep a process that has
 * nothing else to do from its end, until a server answers or the time for it is over.
 */
export class Connecting {
  readonly #sockets = new Set<Socket>();

  /** Connects the same way, and can be ended. */
  watched<Target, Result extends unknown[]>(
    connect: Connect<Target, Result>,
  ): (target: Target, callback: (...result: Result) => void) => void {
    return (target, callback) => {
      const socket = connect(target, (...result) => {
        if (socket instanceof Socket) this.#sockets.delete(socket);
        callback(...result);
      });
      if (socket instanceof Socket) this.#sockets.add(socket);
    };
  }

  end(): void {
    for (const socket of this.#sockets) socket.destroy(new Error("the fetcher is closed"));
  }
}
