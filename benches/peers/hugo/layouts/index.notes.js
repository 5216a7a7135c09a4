{{- /* What was written, line by line: the log first, then the text around it. */ -}}
window.renmaiNotes=[
{{- range $at, $page := partialCached "people.html" "by-name" "by-name" }}{{ $f := .Store.Get "figures" }}{{ $url := strings.TrimPrefix "/" $f.url }}{{ $path := .File.Path }}
{{- $groups := slice }}{{ $here := slice }}{{ $there := slice }}{{ $notes := slice }}
{{- range $place, $entry := $f.entries }}
{{- if .mention }}{{ $groups = $groups | append (printf `[%d,%q,%q,"log",[%s]]` $at (print $url "#l-") .file (slice .line (print $f.name " " .text) .on | jsonify)) }}
{{- else if not .file }}{{ $said := slice .line (cond (eq .gift "") .text (print .text " " .gift)) .on | jsonify }}{{ if and $f.long (ge $place 10) }}{{ $there = $there | append $said }}{{ else }}{{ $here = $here | append $said }}{{ end }}{{ end }}
{{- end }}
{{- with $here }}{{ $groups = $groups | append (printf `[%d,%q,%q,"log",[%s]]` $at (print $url "#l-") $path (delimit . ",")) }}{{ end }}
{{- with $there }}{{ $groups = $groups | append (printf `[%d,%q,%q,"log",[%s]]` $at (print $url "log.html#l-") $path (delimit . ",")) }}{{ end }}
{{- $line := .Params.lines.body }}{{ $end := .Params.lines.log | default 1000000 }}
{{- range split .RawContent "\n" }}{{ if and . (lt $line $end) }}{{ $text := strings.TrimPrefix "## " (strings.TrimPrefix "- [ ] " (strings.TrimPrefix "- [x] " .)) }}{{ if not (in (slice "Log" "往来") $text) }}{{ $notes = $notes | append (slice $line $text | jsonify) }}{{ end }}{{ end }}{{ $line = add $line 1 }}{{ end }}
{{- $groups = $groups | append (printf `[%d,%q,%q,"notes",[%s]]` $at (print $url "#notes") $path (delimit $notes ",")) }}
{{- if $at }},
{{ end }}{{ delimit $groups ",\n" }}
{{- end }}];
