import { figuresOf } from "../../figures.js";
import { DAY, dayAt, iso, known, many } from "../../parts.js";

export const data = { permalink: "/calendar.ics" };

const BEGIN = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//renmai//renmai//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Measured
REFRESH-INTERVAL;VALUE=DURATION:P1D
`;
const compact = (on) => on.replaceAll("-", "");
const plain = (text) => text.replace(/[\\;,]/g, "\\$&");

const event = (uid, on, summary, description, category, rule = "") => [on, `BEGIN:VEVENT
UID:${uid}@renmai
DTSTAMP:20261124T000000Z
DTSTART;VALUE=DATE:${compact(on)}
DTEND;VALUE=DATE:${compact(dayAt(Date.parse(on) + DAY))}
${rule}SUMMARY:${plain(summary)}
${description ? `DESCRIPTION:${plain(description)}\n` : ""}CATEGORIES:${category}
CLASS:PRIVATE
TRANSP:TRANSPARENT
END:VEVENT
`];

function events(item) {
  const f = figuresOf(item);
  const { id, birthday } = f;
  const { name, met, projects, money } = item.data;
  const found = [];
  for (const task of f.tasks) if (!task.done) found.push(event(`promise/${id}/${task.line}`, task.due, task.text, name, "Promise"));
  many(money).forEach((loan, at) => found.push(event(`money/${id}/owed-to-me/CNY/${iso(loan.due)}`, iso(loan.due), `${name}: they owe you ${f.loans[at].amount}`, loan.written ? "in writing" : "", "Money")));
  for (const project of many(projects)) found.push(event(`project/${id}/${project.name}`, iso(project.next), `Ask ${name} about ${project.name}`, "", "Project"));
  for (const on of known(id).lunar) found.push(event(`birthday/${id}/lunar/${on}`, on, `${name}’s birthday`, birthday.words, "Birthday"));
  if (birthday?.born) found.push(event(`birthday/${id}/solar/${birthday.next.slice(5)}`, birthday.next, `${name}’s birthday`, "", "Birthday", "RRULE:FREQ=YEARLY\n"));
  for (const years of [5, 10, 15]) {
    const on = `${+iso(met.on).slice(0, 4) + years}${iso(met.on).slice(4)}`;
    if (on >= "2026-11-24" && on < "2037") found.push(event(`met/${id}/${on}`, on, `Met ${name} ${years} years ago`, met.place, "Met"));
  }
  return found;
}

export function render({ collections }) {
  const all = collections.people.flatMap(events).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `${BEGIN}${all.map(([, text]) => text).join("")}END:VCALENDAR\n`.replaceAll("\n", "\r\n");
}
