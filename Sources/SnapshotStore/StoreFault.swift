/// What is wrong with a store, before it is known which file it is about.
typealias StoreFault = StoreError.Problem

extension StoreError.Problem: Error {}
