window.index=[{{ range $at, $page := where site.RegularPages "Section" "people" }}{{ if $at }},{{ end }}{{ slice .Params.name .RelPermalink (.Params.tags | default slice) .Params.circle .Plain | jsonify }}
{{ end }}];
