export const data = { permalink: "/search.js" };
export const render = ({ collections }) => {
  const plain = (html) => html.replace(/<[^>]*>/g, " ");
  const entry = (item) => JSON.stringify([item.data.name, item.url, item.data.labels || [], item.data.circle, plain(item.templateContent)]);
  return `window.index=[${collections.people.map(entry).join(",\n")}];\n`;
};
