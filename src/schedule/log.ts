/** The part of a pino logger the schedule writes to: fields first, a constant message second. */
export type ScheduleLog = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};
