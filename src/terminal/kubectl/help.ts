// What kubectl says about itself.
export const KUBECTL_HELP: Readonly<Record<string, string>> = {
  get: 'Display one or many resources.\n\nExamples:\n  kubectl get pods -l app=payment-service -o wide\n  kubectl get deployments -o json\n\nUsage:\n  kubectl get (pods|deployments|replicasets|services|nodes|events|configmaps|namespaces) [NAME] [-o json|yaml|name|wide|jsonpath=…] [-l app=…] [-A]',
  describe: 'Show details of a specific resource.\n\nUsage:\n  kubectl describe (pod|deployment|service|node) [NAME] [-l app=…]',
  logs: 'Print the logs of a pod, a deployment or everything with a label.\n\nExamples:\n  kubectl logs -l app=payment-service --since=5m\n  kubectl logs deployment/api-gateway --tail=20\n\nUsage:\n  kubectl logs (POD | TYPE/NAME | -l app=…) [--since=5m | --since-time=2024-01-15T09:30:00Z] [--tail=N] [--timestamps] [--prefix]\n\nA label shows the last 10 lines of each pod unless --tail or --since says otherwise; TYPE/NAME shows one pod.',
  top: 'Display resource usage. The metrics API is not installed in this cluster.\n\nUsage:\n  kubectl top (pods|nodes)',
  rollout:
    'Manage the rollout of a resource.\n\nUsage:\n  kubectl rollout (history [--revision=N] | status | undo [--to-revision=N] | restart | pause | resume) deployment/NAME',
  scale: 'Set a new size for a deployment.\n\nUsage:\n  kubectl scale deployment/NAME --replicas=COUNT',
  set: 'Set environment variables (configuration) or the image of a deployment.\n\nUsage:\n  kubectl set env deployment/NAME KEY=VALUE …\n  kubectl set image deployment/NAME NAME=NAME:VERSION',
  patch: 'Update fields of a resource.\n\nUsage:\n  kubectl patch configmap NAME-config -p \'{"data":{"KEY":"VALUE"}}\'',
  delete: 'Delete resources by name or label.\n\nUsage:\n  kubectl delete (pod|deployment) (NAME | -l app=…)',
  cordon: 'Mark a node as unschedulable.\n\nUsage:\n  kubectl cordon NODE',
  uncordon: 'Mark a node as schedulable.\n\nUsage:\n  kubectl uncordon NODE',
  drain: 'Drain a node: no new pods, and the present ones move.\n\nUsage:\n  kubectl drain NODE [--ignore-daemonsets]',
  events: 'List events.\n\nUsage:\n  kubectl events',
  auth: 'Inspect authorization.\n\nUsage:\n  kubectl auth (can-i VERB TYPE | whoami)',
  explain: 'Describe fields of a resource.\n\nUsage:\n  kubectl explain (pods|deployments|…)',
  config: 'Show the context in use.\n\nUsage:\n  kubectl config (current-context|get-contexts|view)',
  version: 'Print client and server version.\n\nUsage:\n  kubectl version',
};

export const kubectlUsage = (): string =>
  `kubectl controls the Kubernetes cluster manager.\n\nCommands:\n${Object.entries(KUBECTL_HELP)
    .map(([name, text]) => `  ${name.padEnd(10)} ${text.split('\n', 1)[0]}\n`)
    .join('')}\nUse "kubectl <command> --help" for more about a command.\n`;
