// Dates as Slack words them, in the time zone of the person looking.

const DAY = 24 * 60 * 60;

export function secondsOf(ts) {
  return Number(String(ts).split(".")[0]);
}

// Slack's <!date> tokens; the viewer's zone and today decide the pretty forms.
export function formatDate(seconds, format, { zone, now }) {
  return format.replace(/\{(\w+)\}/g, (whole, name) => {
    const write = FORMATS[name];
    return write ? write(seconds, zone, now) : whole;
  });
}

export function clockTime(seconds, zone) {
  return write(seconds, zone, { hour: "numeric", minute: "2-digit" });
}

export function fullTime(seconds, zone) {
  return `${FORMATS.date_long(seconds, zone)} at ${write(seconds, zone, { hour: "numeric", minute: "2-digit", second: "2-digit" })}`;
}

export function dayKey(seconds, zone) {
  return write(seconds, zone, { year: "numeric", month: "2-digit", day: "2-digit" }, "en-CA");
}

export function dayName(seconds, zone, now) {
  return (
    relativeDay(seconds, zone, now) ??
    FORMATS.date_long(seconds, zone, now).replace(/, \d{4}$/, thisYear(seconds, zone, now))
  );
}

export function ago(seconds, now) {
  const gone = Math.max(0, now - seconds);
  if (gone < 60) return "just now";
  if (gone < 3600) return plural(Math.floor(gone / 60), "minute");
  if (gone < DAY) return plural(Math.floor(gone / 3600), "hour");
  return plural(Math.floor(gone / DAY), "day");
}

const FORMATS = {
  date: (s, z) => ordinal(write(s, z, { year: "numeric", month: "long", day: "numeric" })),
  date_num: (s, z) => dayKey(s, z),
  date_slash: (s, z) => write(s, z, { year: "numeric", month: "2-digit", day: "2-digit" }),
  date_short: (s, z) => write(s, z, { year: "numeric", month: "short", day: "numeric" }),
  date_long: (s, z) => ordinal(write(s, z, { weekday: "long", year: "numeric", month: "long", day: "numeric" })),
  date_long_full: (s, z) => write(s, z, { weekday: "long", year: "numeric", month: "long", day: "numeric" }),
  date_pretty: (s, z, now) => lower(relativeDay(s, z, now)) ?? FORMATS.date(s, z),
  date_short_pretty: (s, z, now) => lower(relativeDay(s, z, now)) ?? FORMATS.date_short(s, z),
  date_long_pretty: (s, z, now) => lower(relativeDay(s, z, now)) ?? FORMATS.date_long(s, z),
  day_divider_pretty: (s, z, now) => dayName(s, z, now),
  time: (s, z) => clockTime(s, z),
  time_secs: (s, z) => write(s, z, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
  ago: (s, z, now) => ago(s, now),
};

function relativeDay(seconds, zone, now) {
  const day = dayKey(seconds, zone);
  if (day === dayKey(now, zone)) return "Today";
  if (day === dayKey(now - DAY, zone)) return "Yesterday";
  if (day === dayKey(now + DAY, zone)) return "Tomorrow";
  return undefined;
}

function thisYear(seconds, zone, now) {
  const year = write(seconds, zone, { year: "numeric" });
  return year === write(now, zone, { year: "numeric" }) ? "" : `, ${year}`;
}

const makers = new Map();

// Making a formatter is slow and a channel asks for hundreds.
function write(seconds, zone, options, locale = "en-US") {
  const id = JSON.stringify([zone, options, locale]);
  if (!makers.has(id)) makers.set(id, new Intl.DateTimeFormat(locale, { ...options, timeZone: zone || undefined }));
  return makers.get(id).format(new Date(seconds * 1000));
}

function ordinal(value) {
  return value.replace(/(\d{1,2})(?=,|$)/, (day) => `${day}${suffix(Number(day))}`);
}

function suffix(day) {
  if (day > 3 && day < 21) return "th";
  return ["th", "st", "nd", "rd"][day % 10] ?? "th";
}

function lower(word) {
  return word?.toLowerCase();
}

function plural(count, unit) {
  return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
}
