// Reading a part of the document as a tree: report, CSV, share text.
import type { TreeNode } from '../session/protocol.ts';

export type { TreeNode };

export function attribute(node: TreeNode, name: string): string | undefined {
  return node.attributes.find((each) => each.name === name)?.value;
}

export function child(node: TreeNode, name: string): TreeNode | undefined {
  return node.children.find((each) => each.name === name);
}

export function children(node: TreeNode, name: string): TreeNode[] {
  return node.children.filter((each) => each.name === name);
}

/** The text of a child, trimmed; empty if there is none. */
export function textOf(node: TreeNode, name: string): string {
  return child(node, name)?.text.trim() ?? '';
}

/** The node and all below it with this name, in document order. */
export function* descendants(node: TreeNode, name: string): Generator<TreeNode> {
  if (node.name === name) yield node;
  for (const each of node.children) yield* descendants(each, name);
}

/** An attribute's value, or that of its ext- partner where it is extended (RFC 7970 section 5.1.1). */
export function enumValue(node: TreeNode, name: string): string | undefined {
  const value = attribute(node, name);
  return value === 'ext-value' ? (attribute(node, `ext-${name}`) ?? value) : value;
}
