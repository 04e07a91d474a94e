"""The practice gateways: mirrors of the real wire in front of one pretend bank, for tests, the tour and new clerks.

Written from the wire notes alone and sharing nothing with the gateway files, so that a mistake is not made twice in the
same words. Standard library only: `frontdesk practice` must answer within a blink of being started.
"""
