/** Products beside the Expressways, as `talksTo` of the deployment file calls them. */
export const nodeKinds = ['unifiedCm', 'imp', 'unityConnection'] as const;
export type NodeKind = (typeof nodeKinds)[number];

export const isNodeKind = (text: string): text is NodeKind => (nodeKinds as readonly string[]).includes(text);
