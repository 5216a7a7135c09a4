{{- $people := partialCached "people.html" "by-name" "by-name" -}}
window.renmaiIndex={"fields":["name","href","own","aliases","rest","about","other","phase","circle","last","cadence","new"],"tags":[{{ range $at, $tag := site.Taxonomies.tags.Alphabetical }}{{ if $at }},{{ end }}{{ slice .Page.Title (strings.TrimPrefix "/" .Page.RelPermalink) (slice .Page.Title) slice "" .Count | jsonify }}{{ end }}],"people":[
{{- range $at, $page := $people }}{{ if $at }},
{{ end }}{{ $known := index hugo.Data.network .File.ContentBaseName }}{{ $f := .Store.Get "figures" }}{{ with .Params -}}
{{- $rest := slice | append .interests | append .strengths }}{{ with .needs }}{{ $rest = $rest | append . }}{{ end }}{{ with .tags }}{{ $rest = $rest | append (uniq .) }}{{ end -}}
{{- slice .name (strings.TrimPrefix "/" $f.url) $known.said slice (delimit $rest " ") (print .company " · " .location) $known.roman $f.phase .circle .last $f.cadence nil | jsonify }}{{ end }}{{ end }}]};
