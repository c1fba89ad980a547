{{- define "consular.name" -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "consular.labels" -}}
app.kubernetes.io/part-of: shared-consular
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* Of one part: (list "api" .) */}}
{{- define "consular.partLabels" -}}
{{ include "consular.labels" (index . 1) }}
app.kubernetes.io/component: {{ index . 0 }}
{{- end -}}

{{- define "consular.chartLabels" -}}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- define "consular.image" -}}
{{- $values := (index . 1).Values -}}
{{ $values.image.registry }}/shared-consular-{{ index . 0 }}:{{ $values.image.tag | default (index . 1).Chart.AppVersion }}
{{- end -}}

{{- define "consular.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1654
runAsGroup: 1654
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "consular.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Pods of one part on different machines, and in different zones. */}}
{{- define "consular.spread" -}}
{{- range $key := list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
- topologyKey: {{ $key }}
  maxSkew: 1
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels:
      {{- include "consular.partLabels" $ | nindent 6 }}
{{- end }}
{{- end -}}

{{- define "consular.toDatabase" -}}
- to:
    {{- range .Values.database.cidrs }}
    - ipBlock:
        cidr: {{ . }}
    {{- end }}
  ports:
    - port: {{ .Values.database.port }}
{{- end -}}

{{- /* Whether nodes have a sidecar of Dapr beside them: for the root key, or to publish. Empty when not. */ -}}
{{- define "consular.withDapr" -}}
{{- if or (eq .Values.rootKey.source "dapr") .Values.dapr.pubSub.name }}yes{{ end -}}
{{- end -}}
