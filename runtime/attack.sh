#!/bin/sh
# Makes the linter's table of techniques from MITRE's enterprise-attack.json:
#   runtime/attack.sh VERSION enterprise-attack.json > runtime/src/main/resources/dev/firstseen/runtime/rules/attack.tsv
# Columns: id, name, tactics, and what ended it: the id of its successor, or "deprecated".
set -eu
echo "# version $1"
echo '# © 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.'
jq -r '
  def id: .external_references[] | select(.source_name == "mitre-attack") | .external_id;
  [.objects[] | select(.type == "attack-pattern")] as $techniques
  | ($techniques | map({key: .id, value: id}) | from_entries) as $ids
  | ([.objects[] | select(.relationship_type == "revoked-by") | {key: .source_ref, value: $ids[.target_ref]}]
      | from_entries) as $successors
  | ($techniques | map(select(.revoked) | {key: id, value: ($successors[.id] // "deprecated")}) | from_entries) as $ended
  | def last: if $ended[.] then $ended[.] | last else . end;
  $techniques | sort_by(id)[]
  | [id, .name,
      ([.kill_chain_phases[]? | select(.kill_chain_name == "mitre-attack") | .phase_name] | join(",")),
      (if .revoked then id | last elif .x_mitre_deprecated then "deprecated" else "" end)]
  | join("\t")' "$2"
