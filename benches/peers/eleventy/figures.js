// What can be worked out of a person's file: the log, six readings of it, the next step,
// what to talk about. Worked out once a person, for profile, card, log page and lists.
import { ago, CIRCLES, DAY, dayAt, iso, known, many, me, short } from "./parts.js";

// - 2026-09-14 ← coffee: planned the spring trip [gave:: medium an introduction] #work
const ENTRY = /^- (\d{4}-\d\d-\d\d) (→|←|↔) ([^:]+): (.*)$/gm;
const FIELD = / \[(\w+):: (?:\[\[(\w+)\|)?([^\]]*)\]+/;
const TASK = /^- \[(.)\] (?:我|me|(对方|them))[:：] ?(.*?) 📅 (\S+)(?: ✅ (\S+))?$/gm;
const SIDES = { "→": "me", "←": "them", "↔": "both" };
// How a kind is called, and how deep it is: 2 in person, 1 a talk, 0 a sign of life.
const KINDS = {
  coffee: ["Coffee", 2], 微信: ["Message", 1], message: ["Message", 1], call: ["Call", 1], 电话: ["Call", 1],
  见面: ["Meeting", 2], email: ["Email", 1], 午饭: ["Lunch", 2], greeting: ["Greeting", 0],
};
const WEIGHTS = { small: 1, medium: 2, large: 4 };

function gift(text) {
  const [first] = text.split(" ", 1);
  return first in WEIGHTS ? { text: text.slice(first.length + 1), weight: WEIGHTS[first] } : { text, weight: 1 };
}

function readLog(id, raw, data) {
  const url = `/people/${id}/`;
  let line = data.lines.log;
  const entries = [];
  for (const [, on, arrow, kind, rest] of raw.matchAll(ENTRY)) {
    const field = FIELD.exec(rest);
    const entry = { on, days: ago(on), by: SIDES[arrow], title: KINDS[kind][0], depth: KINDS[kind][1], text: rest, line, anchor: `l-${line}`, where: `line ${line}` };
    if (field) {
      entry.text = rest.replace(field[0], "");
      if (field[1] === "with") entry.with = { id: field[2], name: field[3] };
      else entry[field[1]] = field[1] === "gave" || field[1] === "got" ? gift(field[3]) : field[3];
    }
    entries.push(entry);
    line++;
  }
  for (const { on, by, kind, text, with: who, name, file, line } of known(id).heard) {
    entries.push({ on, days: ago(on), by: SIDES[by], title: KINDS[kind][0], depth: KINDS[kind][1], text, line, anchor: `l-${file.replace(/[/.]/g, "-")}-${line}`, where: `${file}, line ${line}`, file, mention: who ? undefined : { url, name: data.name }, with: who ? { id: who, name } : undefined });
  }
  entries.sort((a, b) => a.days - b.days);
  entries.forEach((entry, at) => (entry.href = `${at < 10 || !data.long_log ? url : `${url}log.html`}#${entry.anchor}`));
  return entries;
}

// The 95 % interval of a share after Wilson: small numbers say little.
function initiative(mine, theirs) {
  const n = mine + theirs;
  if (n < 5) return "";
  const z = 1.959964, share = mine / n, scale = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / scale;
  const wide = (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / scale;
  if (centre - wide > 0.5) return "mostly-me";
  if (centre + wide < 0.5) return "mostly-them";
  return share >= 0.6 ? "leans-me" : share <= 0.4 ? "leans-them" : "even";
}

function consistency(talks, cadence) {
  const share = { part: 0, of: 0 };
  if (!talks.length) return share;
  const first = talks.at(-1).days;
  for (let window = 1; window <= 4; window++) {
    if (window * cadence - 1 >= first) break;
    share.of++;
    if (talks.some(({ days }) => days < window * cadence && days >= (window - 1) * cadence)) share.part++;
  }
  return share;
}

// Used to be closer: longer silent than twice the own gap, not yet gone.
function slipping(talks, days) {
  const all = [...new Set(talks.map((talk) => talk.days))];
  const gaps = all.slice(1).map((day, at) => day - all[at]).slice(0, 30).sort((a, b) => a - b);
  if (gaps.length < 3) return 0;
  const median = (gaps[gaps.length >> 1] + gaps[(gaps.length - 1) >> 1]) / 2;
  return Math.max(2 * median, median + 14) < days && days <= Math.max(12 * median, median + 90) ? Math.round(median) : 0;
}

const answer = (known, holds) => (known ? (holds ? "yes" : "no") : "unknown");

function birthdays(data, id) {
  if (data.lunar_birthday) {
    const [month, day] = iso(data.lunar_birthday).split("-");
    const next = known(id).lunar[0];
    return { words: `Lunar ${+month}/${+day}`, next, note: next && `${short(next)} next` };
  }
  if (!data.birthday) return undefined;
  const born = iso(data.birthday);
  const year = born.slice(5) >= "11-24" ? 2026 : 2027;
  const next = dayAt(Date.UTC(year, born.slice(5, 7) - 1, born.slice(8)));
  const age = 2026 - born.slice(0, 4) - (born.slice(5) > "11-24" ? 1 : 0);
  return { born, next, age, note: `${age}, ${short(next)} next` };
}

const whenDue = (on) => {
  const days = ago(on);
  if (days > 6 || days < -6) return on.startsWith("2026") ? short(on) : `${short(on)} ${on.slice(0, 4)}`;
  if (days > 2) return `${days} days ago`;
  return ["today", "yesterday", "2 days ago"][days] ?? (days === -1 ? "tomorrow" : days === -2 ? "in 2 days" : `in ${-days} days`);
};

function work(id, raw, data) {
  const cadence = CIRCLES[data.circle]?.days ?? 90;
  const days = ago(iso(data.last));
  const ratio = days / cadence;
  const phase = ratio <= 0.5 ? "fresh" : ratio <= 0.9 ? "steady" : ratio <= 1.25 ? "due" : ratio <= 2 ? "drifting" : "quiet";
  const entries = readLog(id, raw, data);
  const year = entries.filter((entry) => entry.days < 365);
  const talks = entries.filter((entry) => entry.depth);
  const deep = year.filter((entry) => entry.depth === 2);
  const directed = year.filter((entry) => entry.by !== "both");
  const mine = directed.filter((entry) => entry.by === "me");
  const gifts = year.filter((entry) => entry.gave || entry.got);
  const given = gifts.reduce((sum, { gave }) => sum + (gave?.weight ?? 0), 0);
  const got = gifts.reduce((sum, entry) => sum + (entry.got?.weight ?? 0), 0);
  const balance = gifts.length ? (given - got) / (given + got) : 0;
  const began = initiative(mine.length, directed.length - mine.length);
  const exchange = gifts.length < 3 ? "" : Math.abs(balance) <= 0.5 ? "even" : balance > 0 ? "giving" : "taking";
  const depth = year.length < 3 ? "" : deep.length * 2 >= year.length ? "deep" : deep.length * 5 >= year.length ? "some" : "light";
  let streak = 0;
  while (streak < directed.length && directed[streak].by === directed[0].by) streak++;

  const tasks = [];
  let line = data.lines.tasks;
  for (const [, state, theirs, text, due, done] of raw.matchAll(TASK)) tasks.push({ done: state !== " ", by: theirs ? "them" : "me", text, due, doneOn: done, line: line++ });
  const promises = ["me", "them"].map((by) => {
    const all = tasks.filter((task) => task.by === by);
    const due = all.filter((task) => (task.done ? task.doneOn : ago(task.due) > 0));
    return { by, all, open: all.filter((task) => !task.done).length, of: due.length, onTime: due.filter((task) => task.done && task.doneOn <= task.due).length };
  });
  const promise = tasks.find((task) => !task.done && task.by === "me");

  const loans = many(data.money).map((loan) => ({ amount: `¥${Number(String(loan.lent).split(" ")[0]).toLocaleString("en")}`, due: iso(loan.due), days: ago(iso(loan.due)), written: loan.written }));
  const signs = [];
  if (began === "mostly-me") signs.push({ id: "mostly-me", lines: mine });
  if (gifts.length >= 4 && balance > 0.5) signs.push({ id: "lopsided", lines: gifts.filter((entry) => entry.gave) });
  if (loans.some((loan) => loan.days > 30)) signs.push({ id: "money-past-due", lines: [] });

  const strengths = many(data.strengths), needs = many(data.needs), interests = many(data.interests);
  const mineToGive = [...many(me.offers), ...many(me.strengths)];
  const covers = strengths.filter((one) => many(me.gaps).includes(one));
  const covered = needs.filter((one) => mineToGive.includes(one));

  const asks = year.filter((entry) => entry.by === "me");
  const marked = year.filter((entry) => entry.felt === "warm" || / #(work|life)$/.test(entry.text));
  const life = marked.some((entry) => entry.felt === "warm" || entry.text.endsWith(" #life"));
  const yearTalks = year.filter((entry) => entry.depth);
  const giving = yearTalks.filter((entry) => entry.gave);
  const checks = [
    ["Talked within a quarter", answer(true, days <= Math.max(91, cadence)), talks.slice(0, 1)],
    ["Not only when I ask", answer(asks.length, asks.filter((entry) => entry.ask === "me").length * 2 <= asks.length), asks],
    ["Work and life both", answer(marked.length, life), marked],
    ["Both give", answer(gifts.length, given && got), gifts],
    ["In balance", answer(gifts.length >= 3, Math.abs(balance) <= 0.5), gifts],
    ["Mostly I bring something", answer(gifts.length && yearTalks.length, giving.length * 2 >= yearTalks.length), giving],
  ];

  const birthday = birthdays(data, id);
  const dueOn = dayAt(Date.parse(iso(data.last)) + cadence * DAY);
  let next;
  const soon = birthday?.next ? -ago(birthday.next) : 99;
  if (promise && ago(promise.due) >= -7) next = { text: `Keep a promise: ${promise.text}`, note: whenDue(promise.due), on: promise.due };
  else if (signs.length) next = { text: `Look at a sign: ${SIGN_NAMES[signs[0].id]}` };
  else if (soon <= 14) next = { text: `Birthday on ${short(birthday.next)}`, note: whenDue(birthday.next).replace(/^\d+ \w+$/, `in ${soon} days`), on: birthday.next };
  else if (phase === "quiet") next = { text: "Decide: a slower rhythm, or let go" };
  else if (ago(dueOn) >= 0) next = { text: "Reach out when it suits" };
  else next = { text: `Reach out by ${short(dueOn)}` };

  // First one of every source, then the second of each; what they look for is said once.
  const need = needs[0];
  const standing = many(me.offers)[0];
  const topic = (subject, question, source) => ({ subject, question, source });
  const project = many(data.projects)[0];
  const ideas = [
    promise && topic(`Your promise: ${promise.text}`, "Done, or still open?", `A promise (due ${whenDue(promise.due)})`),
    project && topic(project.name, "How is it going?", "From their projects"),
    talks[0] && topic((talks[0].mention ? `${talks[0].mention.name} ` : "") + talks[0].text.replace(/ #\w+$/, ""), "And since then?", `Noted on ${short(talks[0].on)}`),
    ...interests.map((one) => topic(one, "Anything new?", "From their interests")),
  ].filter((idea) => idea && idea.subject !== need);
  const toGive = covered[0]
    ? topic(need, "just what you offer", "From what they look for")
    : need ? topic(need, "an open eye for whoever can help", "From what they look for") : topic(standing, "this, if it is of use to them", "From your offers in me.md");

  // The last twelve months, oldest first, and three years of weeks.
  const months = Array(12).fill("");
  for (const entry of entries) {
    const at = 11 - ((2026 - entry.on.slice(0, 4)) * 12 + 11 - entry.on.slice(5, 7));
    if (at < 0) break;
    months[at] = months[at] && months[at] !== entry.by ? "both" : entry.by;
  }
  return {
    id, data, url: `/people/${id}/`, cadence, days, ratio, phase, entries, year, talks, deep, directed, mine: mine.length, theirs: directed.length - mine.length,
    gifts, given, got, began, exchange, depth, streak, tasks, promises, loans, signs, covers, covered, checks, months, next, birthday, whenDue,
    consistency: consistency(talks, cadence), slipping: slipping(talks, days), topics: ideas.slice(0, 2), give: toGive,
    watch: signs.length > 0,
  };
}

export const SIGN_NAMES = { "mostly-me": "You nearly always begin", lopsided: "One-sided", "money-past-due": "Money past its day" };

// The whole text of a file, kept when it is read: Markdown gets only its beginning.
export const texts = new Map();

const once = new Map();
// Of a page's own data, or of an item of a collection.
export function figures(data, id = data.page.fileSlug) {
  let found = once.get(id);
  if (!found) once.set(id, (found = work(id, texts.get(id), data)));
  return found;
}
export const figuresOf = (item) => figures(item.data, item.fileSlug);
