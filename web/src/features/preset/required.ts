// What a page asks for beyond the format, looked for in a document.
import type { Path } from '../../session/protocol.ts';
import { attribute, type TreeNode } from '../tree.ts';
import type { Place } from './preset.ts';

export interface Missing {
  readonly place: Place;
  /** The element that lacks it. */
  readonly path: Path;
}

/** The most that are named; a page that asks for more than is there says enough by these. */
const MAX_MISSING = 200;

/**
 * What is missing: an attribute without a value, a class that has no element with something in it. A class
 * without a parent is looked for in the whole document.
 */
export function missingIn(document: TreeNode, required: readonly Place[]): Missing[] {
  return required.flatMap((place) => missing(document, place)).slice(0, MAX_MISSING);
}

function missing(document: TreeNode, place: Place): Missing[] {
  const nodes = [...all(document)];
  const isNamed = ({ name }: TreeNode): boolean => name === place.name;
  if (place.attribute !== undefined) {
    const bearers = place.parent === undefined ? nodes.filter(isNamed) : nodes.filter(({ name }) => name === place.parent).flatMap(({ children }) => children.filter(isNamed));
    return bearers.filter((node) => (attribute(node, place.attribute ?? '') ?? '').trim() === '').map(({ path }) => ({ place, path }));
  }
  if (place.parent === undefined) return nodes.some((node) => isNamed(node) && isFilled(node)) ? [] : [{ place, path: document.children[0]?.path ?? '' }];
  return nodes.filter(({ name }) => name === place.parent)
    .filter(({ children }) => !children.some((child) => isNamed(child) && isFilled(child)))
    .map(({ path }) => ({ place, path }));
}

function isFilled(node: TreeNode): boolean {
  return node.text.trim() !== '' || node.children.some(isFilled) || (node.children.length === 0 && node.attributes.length > 0 && node.text === '');
}

function* all(node: TreeNode): Generator<TreeNode> {
  yield node;
  for (const each of node.children) yield* all(each);
}
