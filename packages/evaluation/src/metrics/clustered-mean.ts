interface Cluster {
  count: number;
  sum: number;
}

/**
 * A mean whose observations come in clusters, here the queries of one session, which are no
 * independent trials: a visitor who is understood once is understood again. The standard error treats
 * clusters as the independent ones (Liang, Zeger: "Longitudinal data analysis using generalized linear
 * models", Biometrika 1986, with the usual factor c/(c − 1)); with one observation each it is the
 * plain standard error.
 */
export class ClusteredMean {
  readonly #clusters = new Map<string, Cluster>();
  #count = 0;
  #sum = 0;

  add(cluster: string, value: number): void {
    this.#count++;
    this.#sum += value;
    const known = this.#clusters.get(cluster);
    if (known === undefined) this.#clusters.set(cluster, { count: 1, sum: value });
    else {
      known.count++;
      known.sum += value;
    }
  }

  /**
   * The mean of this less that of the other, both of the same observations in the same clusters: what
   * is hard for one is mostly hard for the other, so the difference is far more certain than either.
   */
  minus(other: ClusteredMean): ClusteredMean {
    const difference = new ClusteredMean();
    for (const [name, { count, sum }] of this.#clusters) {
      const its = other.#clusters.get(name)?.sum ?? 0;
      difference.#clusters.set(name, { count, sum: sum - its });
    }
    difference.#count = this.#count;
    difference.#sum = this.#sum - other.#sum;
    return difference;
  }

  get count(): number {
    return this.#count;
  }

  /** 0 of nothing. */
  get mean(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count;
  }

  /** NaN of fewer than two clusters: they say nothing about it. */
  get standardError(): number {
    const clusters = this.#clusters.size;
    if (clusters < 2) return Number.NaN;
    const { mean } = this;
    let squares = 0;
    for (const { count, sum } of this.#clusters.values()) squares += (sum - count * mean) ** 2;
    return Math.sqrt((clusters / (clusters - 1)) * squares) / this.#count;
  }
}
