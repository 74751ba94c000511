/** What stands where there is no figure. */
export const NONE = "–";

const two = (value: number): string => String(value).padStart(2, "0");

/** Seconds as 0:42, 12:07 or 1:02:33. */
export function duration(seconds: number | undefined): string {
  if (seconds === undefined || !Number.isFinite(seconds)) return NONE;
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** A duration in words, for readers of screens: 2 minutes 5 seconds. */
export function spokenDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [
    [Math.floor(whole / 3600), "hour"], [Math.floor(whole / 60) % 60, "minute"], [whole % 60, "second"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => plural(count, unit));
  return said.length > 0 ? said.join(" ") : "0 seconds";
}

/** A share from 0 to 1 as a percentage. */
export function percent(share: number | undefined, digits = 0): string {
  if (share === undefined || !Number.isFinite(share)) return NONE;
  return `${(share * 100).toFixed(digits)}\u202f%`;
}

const thousands = new Intl.NumberFormat("en", { useGrouping: true });

/** A count with its thousands apart. */
export function count(value: number | undefined): string {
  return value === undefined ? NONE : thousands.format(value).replaceAll(",", "\u202f");
}

/** 1 call, 2 calls. */
export function plural(many: number, word: string, words = `${word}s`): string {
  return `${many} ${many === 1 ? word : words}`;
}

/** A time of day as 10:42:07, in the reader's zone. */
export function timeOfDay(at: string | number | undefined, seconds = true): string {
  if (at === undefined) return NONE;
  const time = new Date(at);
  const minutes = `${two(time.getHours())}:${two(time.getMinutes())}`;
  return seconds ? `${minutes}:${two(time.getSeconds())}` : minutes;
}

/** A moment with its date where that is not today. */
export function moment(at: string | undefined): string {
  if (at === undefined) return NONE;
  const time = new Date(at);
  const day = time.toDateString() === new Date().toDateString()
    ? "" : `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} `;
  return day + timeOfDay(at);
}
